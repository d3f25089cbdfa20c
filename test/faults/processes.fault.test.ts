import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { applicant, clerk } from '../../cli/demo/stories.ts';
import { awaitReady } from '../../bin/stack/temporal-ready.ts';
import type { Running } from '../production/programs.ts';
import { createDatabase } from '../support/database.ts';
import { idOf, measured, officerOf, Product } from '../support/processes.ts';

let product: Product;
let api: Running;
let worker: Running;
const closing: (() => Promise<unknown>)[] = [];
/** Goes on beside the other tests, because it takes more than a minute. */
let standingStill: Promise<void>;
const licence = (caseId: string) =>
  [officerOf('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' }] as const;

/** A product with a database and a namespace of its own. */
async function openProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const [address, namespace] = [inject('temporalAddress'), `faults-${randomUUID().slice(0, 8)}`];
  const [database] = await Promise.all([
    createDatabase(),
    awaitReady({ connection: { address }, namespace, alive: () => true }),
  ]);
  closing.push(() => database.close());
  const opened = await Product.open({ databaseUrl: database.url, address, namespace }, folder);
  closing.push(() => opened.stop());
  return opened;
}

beforeAll(async () => {
  product = await openProduct();
  standingStill = standStill();
  // It is told by the test that waits for it.
  standingStill.catch(() => {});
  [api, worker] = await Promise.all([product.startApi(), product.startWorker()]);
});
afterAll(async () => {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
});

test('a worker is killed with -9: its cases are answered by the other one, at the first asking', async () => {
  const cases = await product.inReview(api, 4);
  const other = await product.startWorker();
  worker.signal('SIGKILL');
  expect((await worker.ended).code, 'killed, so without an exit code').toBeNull();
  const told = await Promise.all(cases.map(caseId => product.askOnce(api, ...licence(caseId))));
  measured('first answers after the kill of the worker that held the cases', ...told.map(each => each.milliseconds));
  expect(told.map(each => each.type)).toEqual(cases.map(() => 'Accepted'));
  worker = other;
  await product.audited();
});

test('an API process killed between decision and writing leaves it to the loop, which writes it once', async () => {
  const [caseId = ''] = await product.inReview(api, 1);
  const id = idOf(caseId);
  const commandId = randomUUID();
  const doomed = await product.startApi();
  const holder = new pg.Client({ connectionString: product.databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from "case" where id = $1 for update', [id]);
  const asked = Date.now();
  const asking = product.askOnce(doomed, ...licence(caseId), commandId);
  const writer = async (): Promise<number | undefined> =>
    (
      await product.query<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ` +
          `ilike '%insert into event%'`,
      )
    )[0]?.pid;
  await expect.poll(writer).toBeGreaterThan(0);
  const pid = await writer();
  doomed.signal('SIGKILL');
  expect((await doomed.ended).code).toBeNull();
  expect((await asking).type).toMatch(/^failed/);
  // The server would still carry out the statement of a client that is gone: it was not to arrive.
  await product.query('select pg_terminate_backend($1)', [pid]);
  await holder.query('rollback');
  await holder.end();
  // The proof that it struck in between: Temporal has the decision, the log has not.
  const history = await product.temporal(client => client.workflow.getHandle(id).fetchHistory());
  expect(
    history.events?.some(each =>
      each.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId?.endsWith(`:${commandId}`),
    ),
  ).toBe(true);
  expect(await product.effects(commandId)).toBe(0);
  await expect.poll(() => product.effects(commandId), { timeout: 30_000, interval: 100 }).toBe(1);
  measured('written by the loop after it was asked', Date.now() - asked);
  expect(
    await product.query('select recoveries from command where key like $1 and answer is not null', [`%:${commandId}`]),
  ).toMatchObject([{ recoveries: expect.toSatisfy((n: number) => n > 0) as number }]);
  expect((await product.askOnce(api, ...licence(caseId), commandId)).type, 'asked again, it is the same act').toBe(
    'Accepted',
  );
  expect(await product.effects(commandId)).toBe(1);
  await product.audited();
});

test('a worker killed before it looked up an addressee leaves that to another, which does it once', async () => {
  const cases = await product.inReview(api, 2);
  const [, withdrawn = ''] = cases;
  const holder = new pg.Client({ connectionString: product.databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('lock table instrument_counter in exclusive mode');
  const [issuer, reason] = [{ as: 'supervisor', unit: 'service-authority' }, { text: '督查' }] as const;
  for (const caseId of cases) {
    const instrument = { caseId, level: 'L1', clock: 'promise', reason };
    expect((await product.askOnce(api, issuer, 'startInstrument', instrument)).type).toBe('Accepted');
  }
  // One of them ends meanwhile: its number is taken all the same, or the register would have a gap.
  expect((await product.askOnce(api, applicant, 'withdrawCase', { caseId: withdrawn, reason })).type).toBe('Accepted');
  const lookingUp = () =>
    product.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ` +
        `ilike '%insert into instrument_counter%'`,
    );
  await expect.poll(async () => (await lookingUp()).length).toBe(2);
  worker.signal('SIGKILL');
  expect((await worker.ended).code).toBeNull();
  for (const { pid } of await lookingUp()) await product.query('select pg_terminate_backend($1)', [pid]);
  const addressed = () =>
    product.query<{ case_id: string; closed: boolean }>(
      `select e.case_id, c.closed from event e join "case" c on c.id = e.case_id ` +
        `where e.type = 'instrumentAddressed' and e.case_id = any($1)`,
      [cases.map(idOf)],
    );
  expect(await addressed(), 'the fault struck in between').toEqual([]);
  await holder.query('rollback');
  await holder.end();
  const killed = Date.now();
  worker = await product.startWorker();
  await expect.poll(async () => (await addressed()).length, { timeout: 90_000, interval: 250 }).toBe(2);
  measured('addressed after the kill', Date.now() - killed);
  const numbers = await product.query<{ number: number }>(
    'select number from instrument_number where case_id = any($1) order by number',
    [cases.map(idOf)],
  );
  expect(numbers.map(({ number }) => number)).toEqual([1, 2]);
  await product.audited();
});

test('a worker that stood still for a minute finds its cases served and changes nothing any more', async () => {
  await expect(standingStill).resolves.toBeUndefined();
}, 180_000);

/** The least for which a worker stands still. */
const aMinute = 60_000;

/** A worker that stands still, beside another one, with cases of their own. */
async function standStill(): Promise<void> {
  const product = await openProduct();
  const api = await product.startApi();
  const worker = await product.startWorker();
  const cases = await product.inReview(api, 6);
  const other = await product.startWorker();
  const ids = cases.map(() => randomUUID());
  const asking = cases.map((caseId, n) => product.askUntilAccepted(api, ...licence(caseId), ids[n]));
  await pause(20);
  worker.signal('SIGSTOP');
  const since = performance.now();
  await pause(500);
  expect(worker.state()).toBe('T');
  const during = await Promise.all(asking);
  measured('answers while the worker stands still', ...during.map(each => each.at(-1)!.milliseconds));
  await pause(aMinute - (performance.now() - since));
  expect(worker.state(), 'it stood still all the while').toBe('T');
  worker.signal('SIGCONT');
  measured('it stood still', performance.now() - since);
  const fire = await Promise.all(
    cases.map(caseId =>
      product.askUntilAccepted(api, officerOf('fire-rescue'), 'answerApproval', {
        caseId,
        step: 'fire',
        answer: 'AGREE',
      }),
    ),
  );
  await Promise.all(cases.map(caseId => product.confirmFire(api, caseId)));
  measured('answers after it went on', ...fire.map(each => each.at(-1)!.milliseconds));
  expect(worker.state()).not.toBe('T');
  other.signal('SIGKILL');
  const delivered = await Promise.all(
    cases.map(caseId =>
      product.askUntilAccepted(api, clerk, 'deliverResult', {
        caseId,
        how: 'WINDOW',
        receipt: { number: '送达〔2026〕1号', digest: 'a'.repeat(64) },
      }),
    ),
  );
  expect(
    delivered.every(each => each.at(-1)!.type === 'Accepted'),
    'it serves them again, alone',
  ).toBe(true);
  expect(await Promise.all(ids.map(each => product.effects(each)))).toEqual(ids.map(() => 1));
  await product.audited();
}
