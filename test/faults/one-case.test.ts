import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { applicant, clerk, paper } from '../../bin/demo/stories.ts';
import { awaitReady } from '../../bin/stack/temporal-ready.ts';
import type { Running } from '../production/programs.ts';
import { faultyBundle } from '../support/bundle.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { Administrator } from '../support/incidents.ts';
import { idOf, officerOf, Product } from '../support/processes.ts';

let database: TestDatabase;
let product: Product;
let api: Running;
let administrator: Administrator;
let folder: string;
const closing: (() => Promise<unknown>)[] = [];
const namespace = `faults-${randomUUID().slice(0, 8)}`;
const licence = (caseId: string) => [officerOf('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' }] as const;
const claim = (caseId: string) => [officerOf('market-regulation'), 'claimStep', { caseId, step: 'licence' }] as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const address = inject('temporalAddress');
  [database] = await Promise.all([createDatabase(), awaitReady({ connection: { address }, namespace, alive: () => true })]);
  closing.push(() => database.close());
  product = await Product.open({ databaseUrl: database.url, address, namespace }, folder);
  closing.push(() => product.stop());
  const [started, worker] = await Promise.all([product.startApi(), product.startWorker()]);
  api = started;
  administrator = new Administrator(product, api, worker);
});
afterAll(async () => { for (let close = closing.pop(); close; close = closing.pop()) await close(); });

/** From now on the database does not take this text in an event of these cases. Returns what ends that. */
async function poison(ids: readonly string[], text: string): Promise<() => Promise<unknown>> {
  await product.query(`
    create or replace function poison() returns trigger language plpgsql as $$ begin raise exception 'not this one' using errcode = 'check_violation', constraint = 'poisoned'; end $$;
    create trigger poison before insert on event for each row when (new.case_id in (${ids.map(each => `'${each}'`).join(', ')}) and new.data like '%${text}%') execute function poison()`);
  return () => product.query('drop trigger poison on event');
}

test('an event that the database does not take: that case alone says so, and it is written once the cause is mended, or given up by its repair', async () => {
  const [mended = '', givenUp = '', other = ''] = await product.inReview(api, 3);
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
  const mend = await poison([mended, givenUp].map(idOf), '"step":"licence"');
  expect((await product.askOnce(api, ...licence(mended), ids[0])).type).toBe('AskAgain');
  expect((await product.askOnce(api, ...licence(givenUp), ids[1])).type).toBe('AskAgain');
  // Their runs have it, and go on; what is said to them afterwards waits behind it.
  const suspend = [{ as: 'unit-head' }, 'suspendCase', { caseId: givenUp, ground: 'FORCE_MAJEURE', reason: { text: '台风' }, notice: { number: '中止〔2026〕1号', digest: 'b'.repeat(64) } }, ids[2]] as const;
  expect((await product.askOnce(api, ...suspend)).type).toBe('AskAgain');
  expect((await product.askOnce(api, ...licence(other))).type, 'another case is not touched').toBe('Accepted');
  for (const each of [mended, givenUp]) {
    expect(await administrator.incidents(each)).toMatchObject([{ kind: 'EVENT_NOT_WRITTEN', caseId: idOf(each), key: null, detail: 'PostgreSQL refuses it: 23514, constraint poisoned', repairs: ['START_FROM_LOG'] }]);
  }
  await administrator.isTold('eventNotWritten', mended);

  const keys = [await administrator.untilDeadLetter(ids[0]), await administrator.untilDeadLetter(ids[1])] as const;
  expect(await administrator.incidents(givenUp)).toMatchObject([{ kind: 'EVENT_NOT_WRITTEN' }, { kind: 'DEAD_LETTER', key: keys[1], detail: 'no answer after 20 recoveries; eventNotWritten: PostgreSQL refuses it: 23514, constraint poisoned', repairs: ['SEND_AGAIN', 'REFUSE'] }]);
  // One is given up while the database still does not take it: the rest of the case goes on without it.
  expect(await administrator.repair('startFromLog', { caseId: givenUp })).toMatch(/^the run [\w-]+; given up: 3 answered, 4 /);
  await administrator.repair('refuseDeadLetter', { key: keys[1] });
  expect((await product.askUntilAccepted(api, ...suspend)).at(-1)?.type).toBe('Accepted');
  expect((await product.askOnce(api, ...licence(givenUp), ids[1])).type).toBe('Refused: REFUSED This act could not be carried out and was given up: the fault is mended');
  // The other is sent again once the cause is gone.
  await mend();
  await administrator.repair('sendDeadLetterAgain', { key: keys[0] });
  await expect.poll(() => product.effects(ids[0]), { timeout: 10_000, interval: 100 }).toBe(1);
  expect(await Promise.all(ids.map(each => product.effects(each)))).toEqual([1, 0, 1]);
  expect((await product.repair('list')).output).toBe('0 incidents\n');
  await product.audited();
});
