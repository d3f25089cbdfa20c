import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FrontEnd, type ActedCase } from '../../cli/demo/front-end.ts';
import { applicant, application, clerk, government, supervisor } from '../../cli/demo/stories.ts';
import { openIssuer } from '../../bin/compose/issuer/issuer.ts';
import { gone, runs, type Identity } from '../../bin/stack/identity.ts';
import { runningPostgres } from '../../bin/stack/postgres.ts';
import { blocksOf, root, shownLadder } from '../docs/blocks.ts';
import { oneThingMore } from '../support/bundle.ts';
import { auditOf, idOf, measured, officerOf } from '../support/processes.ts';
import { queryAt } from '../support/servers.ts';

/** A checkout of its own: `npm start` keeps its data beside its code. */
let checkout: string;
const started: Started[] = [];
let cases: readonly ActedCase[] = [];

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  await chmod(checkout, 0o711);
  const here = fileURLToPath(root);
  const left = ['node_modules', '.git', '.shixian', 'test', 'bench', 'docs'];
  await Promise.all(
    (await readdir(here))
      .filter(name => !left.includes(name))
      .map(name => cp(join(here, name), join(checkout, name), { recursive: true })),
  );
  await symlink(join(here, 'node_modules'), join(checkout, 'node_modules'));
});
afterAll(async () => {
  for (const each of started) await each.kill();
  // Its servers see that it is gone, and end by themselves: until then they still write.
  await rm(checkout, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

interface Started {
  readonly url: string;
  said(): string;
  /** The build of its workflow code. */
  readonly build: string;
  /** Ctrl-C in the terminal that it runs in. Resolves with all that it said. */
  interrupt(): Promise<string>;
  /** `kill -9` of the whole process group of `npm start`: npm, its shell, Node. */
  kill(): Promise<void>;
}

async function npmStart(): Promise<Started> {
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _address, NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn('npm', ['start', '--', '--port', '4700'], {
    cwd: checkout,
    env: { ...env, METRICS_PORT: '9700' },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said.push(text);
        const [, found] = /API +(http:\S+)\/graphql/.exec(said.join('')) ?? [];
        if (found !== undefined) resolve(found);
      });
    }
    void ended.then(() => {
      reject(new Error(`npm start ended:\n${said.join('')}`));
    });
  });
  const one: Started = {
    url,
    said: () => said.join(''),
    build: /build (\w{12})/.exec(said.join(''))?.[1] ?? 'none',
    async interrupt() {
      process.kill(-child.pid!, 'SIGINT');
      // Where npm's shell is bash, as on macOS, Node gets npm's own beside the terminal's.
      await pause(5);
      process.kill(-child.pid!, 'SIGINT');
      await ended;
      return said.join('');
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
    },
  };
  started.push(one);
  return one;
}

const exampleOf = async (document: string, wanted: string): Promise<string> =>
  (await blocksOf(document)).find(({ info }) => info === wanted)!.text;

const server = async (name: 'postgres' | 'temporal'): Promise<Identity> =>
  (JSON.parse(await readFile(join(checkout, '.shixian', name, `${name}.json`), 'utf8')) as { server: Identity }).server;

test('npm start, killed under acts, started again from a copy of its folder, keeps every case and act', async () => {
  const first = await npmStart();
  const issuer = await openIssuer(join(checkout, '.shixian'));
  const api = new FrontEnd(first.url, issuer);
  cases = await Promise.all(
    Array.from({ length: 4 }, () =>
      api.act(
        applicant,
        'startRestaurantOpeningV1',
        application(['layoutPlan', 'safetyRules'], { hasSignboard: false, sellsTobacco: false }),
      ),
    ),
  );
  const servers = await Promise.all([server('postgres'), server('temporal')]);
  const asking = cases.map(({ id: caseId }, n) =>
    api.act(clerk, 'acceptCase', { caseId }, `accept-${n}`).then(
      () => 'answered',
      () => 'cut off',
    ),
  );
  await first.kill();
  const killed = Date.now();
  await Promise.all(asking);
  for (const each of servers) expect(await gone(each, 15_000), 'its servers end with it').toBe(true);
  await expect(fetch(first.url)).rejects.toThrow('fetch failed');
  // The second start is on a copy, made and put back as docs/operating.md has it.
  const copying = Date.now();
  execFileSync('/bin/sh', ['-ec', await exampleOf('docs/operating.md', 'sh backup')], { cwd: checkout });
  const since = join(checkout, '.shixian/since-the-copy');
  await writeFile(since, '');
  execFileSync('/bin/sh', ['-ec', await exampleOf('docs/operating.md', 'sh restore')], { cwd: checkout });
  expect(existsSync(since)).toBe(false);
  measured('copied and put back', Date.now() - copying);

  const taken = createServer()
    .listen(4700, '127.0.0.1')
    .on('error', () => {});
  const second = await npmStart();
  taken.close();
  expect(second.said()).toMatch(/^ {2}port 4700 is taken: the API takes \d+$/m);
  measured('npm start again', Date.now() - killed);
  expect(servers.some(runs)).toBe(false);
  const again = new FrontEnd(second.url, issuer);
  const accepted = await Promise.all(
    cases.map(({ id: caseId }, n) => again.act(clerk, 'acceptCase', { caseId }, `accept-${n}`)),
  );
  expect(accepted.map(each => [each.id, each.number, each.status])).toEqual(
    cases.map(each => [each.id, each.number, 'IN_REVIEW']),
  );
  const databaseUrl = await runningPostgres(join(checkout, '.shixian/postgres'));
  const effects = await queryAt<{ case_id: string; n: number }>(
    databaseUrl!,
    `select case_id, count(*)::int as n from event where command_key like '%:accept-%' group by 1`,
  );
  expect(effects.toSorted((a, b) => (a.case_id < b.case_id ? -1 : 1))).toEqual(
    cases.map(each => ({ case_id: idOf(each.id), n: 1 })).toSorted((a, b) => (a.case_id < b.case_id ? -1 : 1)),
  );
  const [all] = await queryAt<{ n: number }>(databaseUrl!, 'select count(*)::int as n from "case"');
  expect(await auditOf(databaseUrl!)).toContain(`Audited ${all!.n} cases `);
}, 180_000);

test('npm start, started again with workflow code that replays no run, has every case, and acts work', async () => {
  const before = started.at(-1)!;
  expect(await before.interrupt()).toContain('Stopped. The data stay in .shixian/.');
  const file = join(checkout, 'workflows/case.ts');
  const code = await readFile(file, 'utf8');
  const changed = code.replace(oneThingMore.after, found => `${found}\n  ${oneThingMore.text}`);
  expect(changed).not.toBe(code);
  await writeFile(file, changed);
  await writeFile(
    join(checkout, 'workflows/procedures/street-stall.v1.ts'),
    await exampleOf('docs/tutorial/01-first-procedure.md', 'ts procedure'),
  );

  const after = await npmStart();
  expect(after.build).toMatch(/^\w{12}$/);
  expect(after.build).not.toBe(before.build);
  const api = new FrontEnd(after.url, await openIssuer(join(checkout, '.shixian')));
  const answered = await Promise.all(
    cases.map(({ id: caseId }, n) =>
      api.act(
        officerOf('market-regulation'),
        'answerApproval',
        { caseId, step: 'licence', answer: 'AGREE' },
        `licence-${n}`,
      ),
    ),
  );
  expect(answered.map(each => [each.id, each.number, each.status])).toEqual(
    cases.map(each => [each.id, each.number, 'IN_REVIEW']),
  );
  const databaseUrl = await runningPostgres(join(checkout, '.shixian/postgres'));
  expect(
    await queryAt(databaseUrl!, `select count(*)::int as n from event where command_key like '%:licence-%'`),
  ).toEqual([{ n: cases.length }]);
  const [all] = await queryAt<{ n: number }>(databaseUrl!, 'select count(*)::int as n from "case"');
  expect(await auditOf(databaseUrl!)).toContain(`Audited ${all!.n} cases `);
}, 180_000);

test("the tutorial's procedure is served then, and its requests show the ladder that it prints", async () => {
  const api = new FrontEnd(started.at(-1)!.url, await openIssuer(join(checkout, '.shixian')));
  const document = 'docs/tutorial/03-run-it.md';
  const requests = (await blocksOf(document)).filter(({ info }) => info === 'graphql procedure');
  interface Happened {
    readonly at: string;
    readonly type: string;
    readonly clock: string | null;
    readonly instrument: string | null;
  }
  let id: string | undefined;
  let happened: readonly Happened[] = [];
  for (const { text } of requests) {
    const answer = await api.ask<{
      readonly startStreetStall?: { readonly case: { readonly id: string } };
      readonly case?: { readonly timeline: { readonly edges: readonly { readonly node: Happened }[] } };
    }>(text.startsWith('query') ? supervisor(government) : applicant, text, id === undefined ? {} : { case: id });
    id ??= answer.startStreetStall?.case.id;
    happened = answer.case?.timeline.edges.map(({ node }) => node) ?? happened;
  }
  const inCamelCase = (type: string): string =>
    type.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const lines = happened.map(({ at, type, clock, instrument }) =>
    [at.slice(0, 16).replace('T', ' '), inCamelCase(type), instrument ?? clock ?? ''].join(' ').trim(),
  );
  // GraphQL's timeline is asked for no threshold.
  const shown = (await shownLadder()).map(([at, type, about]) =>
    [at, type, about.replace('yellow', '').trim()].join(' ').trim(),
  );
  expect(shown.length).toBeGreaterThan(8);
  expect(lines.filter(line => shown.includes(line))).toEqual(shown);
}, 60_000);
