import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { applicant, clerk, paper } from '../../cli/demo/stories.ts';
import { awaitReady } from '../../bin/stack/temporal-ready.ts';
import { blocksOf } from '../docs/blocks.ts';
import type { Running } from '../production/programs.ts';
import { faultyBundle } from '../support/bundle.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { incidents, isTold, type Place, repair, untilDeadLetter } from '../support/incidents.ts';
import { idOf, officerOf, Product, type Told } from '../support/processes.ts';

let database: TestDatabase;
let product: Product;
let api: Running;
let place: Place;
let folder: string;
const closing: (() => Promise<unknown>)[] = [];
const namespace = `faults-${randomUUID().slice(0, 8)}`;
const licence = (caseId: string) =>
  [officerOf('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' }] as const;
const claim = (caseId: string) => [officerOf('market-regulation'), 'claimStep', { caseId, step: 'licence' }] as const;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const address = inject('temporalAddress');
  [database] = await Promise.all([
    createDatabase(),
    awaitReady({ connection: { address }, namespace, alive: () => true }),
  ]);
  closing.push(() => database.close());
  product = await Product.open({ databaseUrl: database.url, address, namespace }, folder);
  closing.push(() => product.stop());
  const [started, worker] = await Promise.all([product.startApi(), product.startWorker()]);
  api = started;
  place = { product, api, worker };
});
afterAll(async () => {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
});

/** From now on the database does not take this text in an event of these cases. Returns what ends that. */
async function poison(ids: readonly string[], text: string): Promise<() => Promise<unknown>> {
  const these = ids.map(each => `'${each}'`).join(', ');
  await product.query(`
    create or replace function poison() returns trigger language plpgsql as $$ begin
      raise exception 'not this one' using errcode = 'check_violation', constraint = 'poisoned';
    end $$;
    create trigger poison before insert on event for each row
      when (new.case_id in (${these}) and new.data like '%${text}%') execute function poison()`);
  return () => product.query('drop trigger poison on event');
}

test('an event that the database refuses holds up its case alone, until it is mended or given up', async () => {
  const [mended = '', givenUp = '', other = ''] = await product.inReview(api, 3);
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
  const mend = await poison([mended, givenUp].map(idOf), '"step":"licence"');
  expect((await product.askOnce(api, ...licence(mended), ids[0])).type).toBe('AskAgain');
  expect((await product.askOnce(api, ...licence(givenUp), ids[1])).type).toBe('AskAgain');
  // Their runs have it, and go on; what is said to them afterwards waits behind it.
  const suspend = [
    { as: 'unit-head' },
    'suspendCase',
    {
      caseId: givenUp,
      ground: 'FORCE_MAJEURE',
      reason: { text: '台风' },
      notice: { number: '中止〔2026〕1号', digest: 'b'.repeat(64) },
    },
    ids[2],
  ] as const;
  expect((await product.askOnce(api, ...suspend)).type).toBe('AskAgain');
  expect((await product.askOnce(api, ...licence(other))).type, 'another case is not touched').toBe('Accepted');
  for (const each of [mended, givenUp]) {
    expect(await incidents(place, each)).toMatchObject([
      {
        kind: 'EVENT_NOT_WRITTEN',
        caseId: idOf(each),
        key: null,
        detail: 'PostgreSQL refuses it: 23514, constraint poisoned',
        repairs: ['START_FROM_LOG'],
      },
    ]);
  }
  await isTold(place, 'eventNotWritten', mended);

  const keys = [await untilDeadLetter(place, ids[0]), await untilDeadLetter(place, ids[1])] as const;
  expect(await incidents(place, givenUp)).toMatchObject([
    { kind: 'EVENT_NOT_WRITTEN' },
    {
      kind: 'DEAD_LETTER',
      key: keys[1],
      detail: 'no answer after 20 recoveries; eventNotWritten: PostgreSQL refuses it: 23514, constraint poisoned',
      repairs: ['SEND_AGAIN', 'REFUSE'],
    },
  ]);
  // One is given up while the database still does not take it: the rest of the case goes on without it.
  expect(await repair(place, 'startFromLog', { caseId: givenUp })).toMatch(/^the run [\w-]+; given up: 3 answered, 4 /);
  await repair(place, 'refuseDeadLetter', { key: keys[1] });
  expect((await product.askUntilAccepted(api, ...suspend)).at(-1)?.type).toBe('Accepted');
  expect((await product.askOnce(api, ...licence(givenUp), ids[1])).type).toBe(
    'Refused: REFUSED 该操作无法完成，已予退回：the fault is mended。如仍需办理，请重新提交。',
  );
  // The other is sent again once the cause is gone.
  await mend();
  await repair(place, 'sendDeadLetterAgain', { key: keys[0] });
  await expect.poll(() => product.effects(ids[0]), { interval: 100 }).toBe(1);
  expect(await Promise.all(ids.map(each => product.effects(each)))).toEqual([1, 0, 1]);
  expect((await product.repair('list')).output).toBe('0 incidents\n');
  await product.audited();
});

test('a run with 256 kB unwritten takes no more of that case, says so, and is written in the end', async () => {
  const received = await product.receive(api);
  const caseId = received.case!.id;
  const [other = ''] = await product.inReview(api, 1);
  const mend = await poison([idOf(caseId)], '');
  const defects = Array.from({ length: 40 }, () => ({ item: 'layoutPlan', defect: '未标注疏散通道。'.repeat(110) }));
  const form = { name: '面'.repeat(20_000), seats: 40, hasSignboard: false, sellsTobacco: false, contact: '沈雨晴' };
  type Act = Parameters<Product['askUntilAccepted']> extends [Running, ...infer Rest] ? Rest : never;
  const acts: readonly Act[] = [
    [clerk, 'giveNotice', { caseId, defects }, randomUUID()],
    [
      applicant,
      'supplyCase',
      { caseId, papers: [paper('layoutPlan')], form: { restaurantOpeningV1: form } },
      randomUUID(),
    ],
    [clerk, 'acceptCase', { caseId }, randomUUID()],
  ];
  const [notice, supply, accept] = acts as readonly [Act, Act, Act];
  expect((await product.askOnce(api, ...notice)).type).toBe('AskAgain');
  expect((await product.askOnce(api, ...supply)).type).toBe('AskAgain');
  const [full, elsewhere] = await Promise.all([
    product.askOnce(api, ...accept),
    product.askOnce(api, ...licence(other)),
  ]);
  expect([full.type, elsewhere.type], 'another case is not touched').toEqual(['AskAgain', 'Accepted']);
  // The proof that it struck: the run has taken the first two, which are too much together, and not the third.
  const { events } = await product.temporal(client => client.workflow.getHandle(idOf(caseId)).fetchHistory());
  const taken = events?.flatMap(
    each => each.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.meta?.updateId ?? [],
  );
  expect(taken?.map(each => each.split(':')[1])).toEqual([notice[3], supply[3]]);
  expect(await incidents(place, caseId)).toMatchObject([{ kind: 'EVENT_NOT_WRITTEN' }]);
  await mend();
  for (const act of acts) expect((await product.askUntilAccepted(api, ...act)).at(-1)?.type).toBe('Accepted');
  expect(await Promise.all(acts.map(each => product.effects(each[3]!)))).toEqual([1, 1, 1]);
  expect((await product.repair('list')).output).toBe('0 incidents\n');
  await product.audited();
});

test('code that throws holds up only its own cases, which say so and go on with a mended build', async () => {
  await writeFile(
    join(folder, 'faulty.js'),
    await faultyBundle({
      'function nextTick(state, environment) {':
        "function nextTick(state, environment) { if (state.form.seats === 17) throw new RangeError('seats is out of " +
        "range');",
      'function viewOf(state, environment) {': `function viewOf(state, environment) {
      if (state.form.seats === 13 && state.steps.length > 1) throw new TypeError('seats is not divisible');
      const view = viewOfCase(state, environment);
      const isLarge = state.form.seats === 19 && state.steps.length > 1;
      return isLarge ? { ...view, title: view.title.padEnd(3_000_000) } : view;
    }
    function viewOfCase(state, environment) {`,
    }),
  );
  const faulty = await product.startWorker({ WORKFLOW_BUNDLE: join(folder, 'faulty.js'), PROMOTE: 'always' });
  const [healthy = ''] = await product.inReview(api, 1);
  const [throwing = ''] = await product.inReview(api, 1, { seats: 13 });
  const [large = ''] = await product.inReview(api, 1, { seats: 19 });
  const stuck = (await product.receive(api, undefined, { seats: 17 })).case!.id;
  const ids = [randomUUID(), randomUUID(), randomUUID()] as const;
  const told = await Promise.all([
    product.askOnce(api, ...licence(healthy)),
    product.askOnce(api, ...licence(throwing), ids[0]),
    product.askOnce(api, ...licence(large), ids[1]),
    product.askOnce(api, clerk, 'acceptCase', { caseId: stuck }, ids[2]),
    pause(500).then(() => untilDeadLetter(place, ids[1])),
  ]);
  expect(told.slice(0, 4).map(each => (each as Told).type)).toEqual(['Accepted', 'AskAgain', 'AskAgain', 'AskAgain']);
  const keys = [await untilDeadLetter(place, ids[0]), told[4]] as const;
  for (const each of [throwing, large])
    expect((await product.askOnce(api, ...claim(each))).type, 'other acts on the same case').toBe('Accepted');
  // As Temporal lists it once it gave up waiting for the second failed task.
  await expect
    .poll(async () => (await product.repair('list')).output, { interval: 100 })
    .toContain(`cannotDecide  ${idOf(stuck)}`);
  await isTold(place, 'cannotDecide', stuck);
  const [before, size] = [
    'no answer after 20 recoveries; cannotDecide: ',
    'a workflow task failed at an act: [TMPRL1103] Attempted to upload payloads with size that exceeded the ' +
      'error limit.',
  ];
  expect(await incidents(place, throwing)).toMatchObject([
    { kind: 'DEAD_LETTER', key: keys[0], detail: `${before}TypeError: seats is not divisible` },
  ]);
  expect(await incidents(place, large)).toMatchObject([
    { kind: 'DEAD_LETTER', key: keys[1], detail: `${before}${size}` },
  ]);
  expect(await incidents(place, stuck)).toMatchObject([
    {
      kind: 'CANNOT_DECIDE',
      detail: 'its workflow tasks keep failing: seats is out of range',
      repairs: ['START_FROM_LOG'],
    },
  ]);
  expect(await incidents(place, healthy)).toEqual([]);
  const lines = [api, place.worker, faulty]
    .flatMap(each => each.log())
    .map(each => JSON.stringify(each))
    .join('\n');
  for (const said of ['the run could not decide', 'dead letter: an administrator']) expect(lines).toContain(said);
  expect(lines, 'the log names no person').not.toMatch(/\bp-(?:market-regulation|applicant|window)/);

  await product.startWorker({ PROMOTE: 'always' });
  for (const caseId of [throwing, large, stuck])
    expect(await repair(place, 'startFromLog', { caseId })).toMatch(/^the run [\w-]+$/);
  for (const key of keys) await repair(place, 'sendDeadLetterAgain', { key });
  await product.askUntilAccepted(api, clerk, 'acceptCase', { caseId: stuck }, ids[2]);
  for (const each of ids) await expect.poll(() => product.effects(each), { interval: 100 }).toBe(1);
  expect((await product.repair('list')).output).toBe('0 incidents\n');
  await product.audited();
});

/**
 * These cases as they are now, in every table; what comes back puts them back to that, as a database that was restored
 * from a copy.
 */
async function copyOf(ids: readonly string[]): Promise<() => Promise<unknown>> {
  const tables = await product.query<{
    name: string;
    key: string;
  }>(`
    select c.table_name as name, c.column_name as key
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where table_schema = 'public' and table_type = 'BASE TABLE'
      and (column_name = 'case_id' or (table_name = 'case' and column_name = 'id'))`);
  const these = ids.map(each => `'${each}'`).join(', ');
  await product.query(
    [
      'create schema copy',
      ...tables.map(
        ({ name, key }) => `create table copy."${name}" as select * from public."${name}" where "${key}" in (${these})`,
      ),
    ].join(';'),
  );
  return () =>
    product.query(
      [
        'begin',
        'set local session_replication_role = replica',
        ...tables.map(
          ({ name, key }) =>
            `delete from public."${name}" where "${key}" in (${these}); insert into public."${name}" overriding ` +
            `system value select * from copy."${name}"`,
        ),
        'drop schema copy cascade',
        'commit',
      ].join(';'),
    );
}

test('the page of repairs: each of its commands, run as it is shown, puts right what it is for', async () => {
  const blocks = await blocksOf('docs/repairs.md');
  const shown = async (word: string, variables: Readonly<Record<string, string>>) => {
    const line = blocks
      .find(({ info }) => info === `sh ${word}`)!
      .text.trim()
      .replace(/\$(\w+)/g, (_, name: string) => variables[name]!);
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    expect(words.slice(0, 7)).toEqual(['npm', 'run', '-s', 'shixian', '--', 'repair', word]);
    return product.repair(...words.slice(6));
  };
  const [again = '', refused = '', lost = '', older = '', forked = ''] = await product.inReview(api, 5);
  const ids = [randomUUID(), randomUUID()] as const;
  const mend = await poison([again, refused].map(idOf), '"step":"licence"');
  await product.askOnce(api, ...licence(again), ids[0]);
  await product.askOnce(api, ...licence(refused), ids[1]);
  const keys = await Promise.all(ids.map(each => untilDeadLetter(place, each)));
  await mend();
  expect(await shown('send-again', { key: keys[0]! })).toEqual({
    code: 0,
    output: 'Given back to the recovery loop.\n',
  });
  await expect.poll(() => product.effects(ids[0]), { interval: 100 }).toBe(1);
  expect(await shown('refuse', { key: keys[1]! })).toEqual({ code: 0, output: 'Refused; whoever asked is told so.\n' });
  expect((await product.askOnce(api, ...licence(refused), ids[1])).type).toContain('please ask the window');
  expect((await product.askOnce(api, ...claim(refused))).type, 'its run, which had decided otherwise, gave way').toBe(
    'Accepted',
  );

  // Once more, should a worker's sweep have been faster.
  for (let tries = 0, output = ''; output !== 'Started from its log.\n'; tries += 1) {
    await product.temporal(client => client.workflow.getHandle(idOf(lost)).terminate('by mistake'));
    ({ output } = await shown('start', { case: idOf(lost) }));
    expect([tries, output]).toEqual([
      expect.toSatisfy((n: number) => n < 5),
      expect.stringMatching(/^Started from its log\.|^repair\.runs/),
    ]);
  }
  expect((await product.askOnce(api, ...claim(lost))).type).toBe('Accepted');

  const restore = await copyOf([older, forked].map(idOf));
  const told = randomUUID();
  for (const each of [older, forked])
    expect((await product.askOnce(api, ...claim(each), each === older ? told : randomUUID())).type).toBe('Accepted');
  await restore();
  expect((await product.repair('compare')).output).toContain(`${idOf(older)}  `);
  expect(await shown('take', { case: idOf(older) })).toEqual({
    code: 0,
    output: 'Written: the log ended at event 2; 1 events were taken, up to 3.\n',
  });
  expect((await product.askOnce(api, ...claim(older), told)).type, 'who was told before is told the same').toBe(
    'Accepted',
  );
  expect(await product.effects(told)).toBe(1);
  expect(await shown('from-log', { case: idOf(forked) })).toEqual({
    code: 0,
    output: expect.stringMatching(/^Started again from its log: the run [\w-]+; given up: 3 claimed\.\n$/) as string,
  });
  const [list, fromLog] = blocks.filter(({ info }) => info === 'graphql').map(({ text }) => text);
  const ask = <T>(text: string, variables: object) =>
    product.front(api).ask<T>({ as: 'administrator' }, text, variables);
  // Looking in the terminal takes back at once what no longer holds; a worker does so once a minute.
  expect(await product.repair('list')).toEqual({ code: 0, output: '0 incidents\n' });
  expect(await ask(list!, {})).toMatchObject({ incidents: { edges: [], pageInfo: { hasNextPage: false } } });
  const commandId = randomUUID();
  expect(await ask(fromLog!, { case: idOf(forked), commandId }), 'by its own id, as incidents name it').toMatchObject({
    startFromLog: { by: 'p-administrator', repair: 'START_FROM_LOG', reason: 'the build is mended' },
  });
  expect(await ask(fromLog!, { case: forked, commandId }), 'asked again').toMatchObject({
    startFromLog: { by: 'p-administrator' },
  });
  expect(await ask(fromLog!, { case: older, commandId }), 'the id of another repair').toMatchObject({
    startFromLog: { code: 'SAME_ID_OTHER_CONTENT' },
  });
  expect((await product.askOnce(api, ...claim(forked))).type).toBe('Accepted');
  const { output } = await product.repair('done');
  for (const word of ['sendAgain', 'refuse', 'start', 'takeFromHistory', 'startFromLog'])
    expect(output).toContain(`  ${word}  `);
  await product.audited();
});
