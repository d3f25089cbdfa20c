import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Running } from '../production/programs.ts';
import { measured, officerOf, Product, type Told } from '../support/processes.ts';
import { Servers } from '../support/servers.ts';
import { startSlowProxy, type SlowProxy } from '../support/slow-proxy.ts';
import { smallDisk, type SmallDisk } from '../support/small-disk.ts';

let disk: SmallDisk;
let servers: Servers;
let product: Product;
let proxy: SlowProxy;
let api: Running;
const closing: (() => Promise<unknown>)[] = [];
const licence = (caseId: string) =>
  [officerOf('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' }] as const;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  await chmod(folder, 0o711);
  closing.push(() => rm(folder, { recursive: true, force: true }));
  disk = await smallDisk(join(folder, 'disk'));
  closing.push(() => disk.remove());
  servers = await Servers.start(disk.folder);
  closing.push(() => servers.stop());
  proxy = await startSlowProxy(Number(new URL(servers.databaseUrl).port));
  closing.push(() => proxy.stop());
  product = await Product.open(servers, join(folder, 'product'), proxy.port);
  closing.push(() => product.stop());
  [api] = await Promise.all([product.startApi(), product.startWorker()]);
});
afterAll(async () => {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
});

/** Acts and applications all the time, each with its id until it is accepted, until told to end. */
function load(callers: number): {
  notAccepted(): number;
  end(): Promise<readonly { readonly commandId: string; readonly told: readonly Told[] }[]>;
} {
  const over = new AbortController();
  let notAccepted = 0;
  const done: { commandId: string; told: readonly Told[] }[] = [];
  const until = async (ask: (commandId: string) => Promise<Told>): Promise<Told> => {
    const commandId = randomUUID();
    const told: Told[] = [];
    for (const end = performance.now() + 90_000; told.at(-1)?.type !== 'Accepted'; await pause(100)) {
      told.push(await ask(commandId));
      if (told.at(-1)!.type !== 'Accepted') notAccepted += 1;
      if (performance.now() > end) throw new Error(`Not accepted: ${told.map(each => each.type).join(' | ')}`);
    }
    done.push({ commandId, told });
    return told.at(-1)!;
  };
  const one = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const received = await until(commandId => product.receive(api, commandId));
      const caseId = received.case!.id;
      await until(commandId => product.askOnce(api, { as: 'window-clerk' }, 'acceptCase', { caseId }, commandId));
      await until(commandId => product.askOnce(api, ...licence(caseId), commandId));
    }
  };
  const all = Promise.all(Array.from({ length: callers }, one));
  return {
    notAccepted: () => notAccepted,
    async end() {
      over.abort();
      await all;
      return done;
    },
  };
}

async function expectOnce(acts: readonly { readonly commandId: string }[]): Promise<void> {
  const effects = await Promise.all(acts.map(async ({ commandId }) => [commandId, await product.effects(commandId)]));
  expect(effects.filter(([, n]) => n !== 1)).toEqual([]);
}
const failures = (acts: readonly { readonly told: readonly Told[] }[]): readonly string[] => [
  ...new Set(acts.flatMap(({ told }) => told.map(each => each.type).filter(type => type !== 'Accepted'))),
];
const healthOf = async (): Promise<{ readonly status: string; readonly checks: { readonly database: string } }> =>
  (await (await fetch(`${product.urlOf(api)}/health/ready`)).json()) as never;

test('a PostgreSQL killed under load keeps what was told, and what is asked again takes effect once', async () => {
  const acting = load(6);
  await pause(2_500);
  const before = await product.query<{ command_key: string }>(
    'select command_key from event where command_key is not null',
  );
  await servers.killPostgres();
  const away = Date.now();
  // However busy the machine is: it stays away until somebody has met it.
  await expect.poll(() => acting.notAccepted(), { timeout: 30_000 }).toBeGreaterThan(0);
  await servers.startPostgres();
  measured('PostgreSQL was away', Date.now() - away);
  await pause(2_000);
  const acts = await acting.end();
  measured('until every caller had an answer', Date.now() - away);
  expect(await servers.postgresLog).toContain(
    'database system was not properly shut down; automatic recovery in progress',
  );
  const after = new Set(
    (await product.query<{ command_key: string }>('select command_key from event')).map(each => each.command_key),
  );
  expect(before.filter(each => !after.has(each.command_key))).toEqual([]);
  expect(failures(acts).length, 'it struck while they acted').toBeGreaterThan(0);
  expect(acts.length).toBeGreaterThan(10);
  await expectOnce(acts);
  await product.audited();
}, 120_000);

test('a PostgreSQL without connections is told by health; no act is told as done, all take effect later', async () => {
  const cases = await product.inReview(api, 3);
  const ids = cases.map(() => randomUUID());
  const taken = await takeAllConnections();
  const told = await Promise.all(cases.map((caseId, n) => product.askOnce(api, ...licence(caseId), ids[n])));
  await expect
    .poll(healthOf)
    .toMatchObject({ status: 'not ready', checks: { database: 'out of connections: PostgreSQL takes no more' } });
  measured('told so after', ...told.map(each => each.milliseconds));
  expect(told.filter(each => each.type === 'Accepted')).toEqual([]);
  expect(taken.held).toBeGreaterThan(100);
  await taken.release();
  await Promise.all(cases.map((caseId, n) => product.askUntilAccepted(api, ...licence(caseId), ids[n])));
  await expectOnce(ids.map(commandId => ({ commandId })));
  await expect.poll(healthOf).toMatchObject({ checks: { database: 'ok' } });
  await product.audited();
}, 120_000);

/** Every connection that PostgreSQL gives to ordinary users, those of the product's processes first among them. */
async function takeAllConnections(): Promise<{ readonly held: number; release(): Promise<void> }> {
  const clients: pg.Client[] = [];
  const url = product.loginUrl;
  const ended = await product.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [
    new URL(url).username,
  ]);
  expect(ended.length).toBeGreaterThan(0);
  for (let refusals = 0; refusals < 20;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      clients.push(client);
    } catch (error) {
      if ((error as { code?: string }).code !== '53300') throw error;
      refusals += 1;
      // What the product still held breaks at its next use, and others' go as they come.
      await product.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and not (pid = any ($2))',
        [new URL(url).username, clients.map(each => (each as unknown as { processID: number }).processID)],
      );
    }
  }
  return {
    held: clients.length,
    release: async () => {
      await Promise.all(clients.map(each => each.end().catch(() => {})));
    },
  };
}

test('acts take effect once when PostgreSQL answers two seconds late, or are asked again; health says so', async () => {
  const cases = await product.inReview(api, 3);
  const ids = cases.map(() => randomUUID());
  const before = proxy.heldBack;
  proxy.delay = 2_000;
  try {
    await expect
      .poll(healthOf)
      .toMatchObject({ status: 'not ready', checks: { database: 'silent: no answer within 1.5 seconds' } });
    const told = await Promise.all(cases.map((caseId, n) => product.askOnce(api, ...licence(caseId), ids[n])));
    measured('first answers', ...told.map(each => each.milliseconds));
    await Promise.all(cases.map((caseId, n) => product.askUntilAccepted(api, ...licence(caseId), ids[n])));
    expect(proxy.heldBack).toBeGreaterThan(before + 10);
  } finally {
    proxy.delay = 0;
  }
  await expectOnce(ids.map(commandId => ({ commandId })));
  await product.audited();
}, 120_000);

test('a full disk of PostgreSQL lets nothing be told as done that is not kept; later all has one effect', async () => {
  const acting = load(4);
  await pause(1_000);
  const logBefore = (await servers.postgresLog).length;
  await disk.fill(await servers.postgresPids());
  const said = async (): Promise<string> => (await servers.postgresLog).slice(logBefore);
  await expect.poll(said, { timeout: 60_000, interval: 200 }).toMatch(/No space left on device|File too large/);
  // "Failed" or "ask again": Temporal keeps its data on the same disk, and whichever finds it full first is told of.
  const before = acting.notAccepted();
  await expect.poll(() => acting.notAccepted(), { timeout: 60_000, interval: 200 }).toBeGreaterThan(before);
  await pause(1_000);
  await disk.free(await servers.postgresPids().catch(() => []));
  const free = Date.now();
  // It ends itself when it can write no log any more, and an operator starts it again.
  for (let looks = 0; looks < 10; looks += 1, await pause(200))
    if (!(await servers.postgresRuns())) await servers.startPostgres();
  const acts = await acting.end();
  measured(`there was room again (${disk.way}); every caller had an answer after`, Date.now() - free);
  await expectOnce(acts);
  await product.audited();
}, 180_000);
