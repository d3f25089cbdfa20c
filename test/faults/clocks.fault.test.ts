import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pino } from 'pino';
import { clerk, document } from '../../cli/demo/stories.ts';
import { openServices, type Services } from '../../bin/compose/services.ts';
import { awaitReady } from '../../bin/stack/temporal-ready.ts';
import { advanceBy } from '../../operations/development/advance-time.ts';
import type { Running } from '../production/programs.ts';
import { createDatabase } from '../support/database.ts';
import { idOf, officerOf, Product } from '../support/processes.ts';

const hour = 3_600_000;
let product: Product;
let api: Running;
let worker: Running;
let shell: Services;
const closing: (() => Promise<unknown>)[] = [];
const namespace = `faults-${randomUUID().slice(0, 8)}`;

/** A program whose clock is off. */
const off = (milliseconds: number) => ({
  NODE_OPTIONS: `--import ${new URL('../support/other-clock.ts', import.meta.url).href}`,
  CLOCK_OFFSET: String(milliseconds),
});
/** By how much a program's clock is off, by the line of its log that says that it runs. */
const offsetOf = ({ started: { time }, startedAt }: Running): number => Date.parse(time) - startedAt;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const address = inject('temporalAddress');
  const [database] = await Promise.all([
    createDatabase(),
    awaitReady({ connection: { address }, namespace, alive: () => true }),
  ]);
  closing.push(() => database.close());
  product = await Product.open({ databaseUrl: database.url, address, namespace }, folder);
  closing.push(() => product.stop());
  // The clock that the product's statements read: another function of the same name, found before the server's own.
  await product.query('create schema off');
  await product.query('grant usage on schema off to public');
  await setDatabaseClock(hour);
  const name = new URL(database.url).pathname.slice(1);
  await product.query(`alter database "${name}" set search_path = off, public, pg_catalog`);
  shell = await openServices(
    { databaseUrl: database.url, temporal: { address, namespace } },
    pino({ level: 'silent' }),
  );
  closing.push(() => shell.close());
  [api, worker] = await Promise.all([product.startApi(off(-hour)), product.startWorker(off(2 * hour))]);
});
afterAll(async () => {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
});

/** A case whose acceptance falls due, and is deemed (视为受理), some seconds from now by Temporal's clock. */
async function nearlyDue(): Promise<{ readonly caseId: string; readonly id: string; readonly due: number }> {
  const received = await product.receive(api);
  const caseId = received.case!.id;
  const id = idOf(caseId);
  const [row] = await product.query<{ due: Date }>(
    `select due from case_clock where case_id = $1 and clock = 'acceptance'`,
    [id],
  );
  const due = row!.due.getTime();
  await advanceBy(shell.context, id, due - Date.now() - 3_000);
  return { caseId, id, due };
}
/** What is due waits until it is known that nobody asked before. */
const isAsking = async (id: string): Promise<boolean> =>
  ((await shell.context.client.workflow.getHandle(id).describe()).raw.pendingActivities ?? []).some(
    each => each.activityType?.name === 'unansweredBefore',
  );
const typesOf = async (id: string): Promise<readonly string[]> =>
  (await product.query<{ type: string }>('select type from event where case_id = $1 order by seq', [id])).map(
    each => each.type,
  );

const setDatabaseClock = (milliseconds: number) =>
  product.query(
    'create or replace function off.clock_timestamp() returns timestamptz language sql volatile as $$ select ' +
      `pg_catalog.clock_timestamp() + interval '${milliseconds} milliseconds' $$`,
  );

const ways = [
  ['answerApproval', officerOf('market-regulation'), { step: 'licence', answer: 'AGREE' }],
  ['answerApproval', officerOf('fire-rescue'), { step: 'fire', answer: 'AGREE' }],
  ['deliverResult', clerk, { how: 'WINDOW', receipt: document('送达〔2026〕1号') }],
  ['publishDecision', officerOf('market-regulation'), { where: '信用中国' }],
] as const;

/**
 * The auditor says of an act when the clock that stamped it is more than a second ahead of Temporal's, and finds
 * nothing else.
 */
async function findsOnlyTheClocks(): Promise<readonly string[]> {
  const said = await product.audited().catch((error: unknown) => String(error));
  const findings = said.split('\n').filter(line => / \d{4}-[0-9a-f]{24} /.test(line));
  expect(said).toContain(`\n${findings.length} findings`);
  expect(findings.filter(line => !line.startsWith('asked '))).toEqual([]);
  return findings;
}

async function go(caseId: string, from = 0, to: number = ways.length): Promise<void> {
  for (const [mutation, who, input] of ways.slice(from, to)) {
    await product.askUntilAccepted(api, who, mutation, { caseId, ...input });
    if ('step' in input && input.step === 'fire') await product.confirmFire(api, caseId);
  }
}

test("clocks that are an hour apart, and PostgreSQL's set back by two, never let time in a log go back", async () => {
  const databaseOff = async (): Promise<number> =>
    (
      await product.query<{ off: number }>(
        'select extract(epoch from clock_timestamp() - pg_catalog.clock_timestamp())::int as off',
      )
    )[0]!.off * 1_000;
  for (const [program, expected] of [
    [api, -hour],
    [worker, 2 * hour],
  ] as const)
    expect(Math.abs(offsetOf(program) - expected)).toBeLessThan(60_000);
  expect(await databaseOff()).toBe(hour);
  const [ahead = '', both = ''] = await product.inReview(api, 2);
  await pause(1_500);
  await go(ahead);
  await go(both, 0, 2);
  await setDatabaseClock(-hour);
  expect(await databaseOff()).toBe(-hour);
  await go(both, 2);
  const [behind = ''] = await product.inReview(api, 1);
  await go(behind);
  for (const caseId of [ahead, both, behind]) {
    const rows = await product.query<{ at: string; asked: string | null }>(
      `select data::jsonb ->> 'at' as at, data::jsonb ->> 'askedAt' as asked from event where case_id = $1 ` +
        'order by seq',
      [idOf(caseId)],
    );
    expect(rows.length).toBeGreaterThan(5);
    const times = rows.map(each => Number(each.at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
  expect(await product.query('select status, count(*)::int as n from "case" group by status')).toEqual([
    { status: 'closed', n: 3 },
  ]);
  expect((await findsOnlyTheClocks()).filter(line => line.includes(idOf(ahead)))).not.toEqual([]);
});

test("an act in time by PostgreSQL's clock is in time, though the other clocks are hours ahead", async () => {
  await setDatabaseClock(-hour);
  const [{ caseId, id }, left] = await Promise.all([nearlyDue(), nearlyDue()]);
  for (const each of [id, left.id]) await expect.poll(() => isAsking(each), { interval: 100 }).toBe(true);
  await pause(1_000);
  expect(await Promise.all([typesOf(id), typesOf(left.id)]), 'they were due by Temporal a while ago').toEqual([
    ['received'],
    ['received'],
  ]);
  await product.askUntilAccepted(api, clerk, 'acceptCase', { caseId });
  expect(await typesOf(id)).toEqual(['received', 'accepted']);

  await setDatabaseClock(hour);
  for (const each of [left, await nearlyDue()]) {
    await expect.poll(() => typesOf(each.id), { timeout: 30_000, interval: 100 }).toContain('deemedAccepted');
    const [deemed] = await product.query<{ at: string }>(
      `select data::jsonb ->> 'at' as at from event where case_id = $1 and type = 'deemedAccepted'`,
      [each.id],
    );
    expect(Number(deemed!.at)).toBe(each.due);
  }
  await findsOnlyTheClocks();
}, 120_000);
