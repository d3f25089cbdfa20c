import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { begin } from '../../commands/receive-application.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { readCase } from '../../db/cases/cases.ts';
import { agree, applicant, officer, paper } from '../../domain/testing.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { audit } from '../../operations/audit.ts';
import { advance } from '../../operations/development/advance-time.ts';
import { promote, readBuilds } from '../../operations/deployment/builds.ts';
import { bundle, drafted, part, paying } from '../case/bundle.ts';
import { auditFamilies } from '../chaos/families.ts';
import { leap } from '../chaos/faults.ts';
import { accept, accepted, act, application } from '../support/acts.ts';
import { bundleBeside } from '../support/bundle-beside.ts';
import { startShell, type TestShell } from '../support/worker.ts';

const households = 300;
const named = { 'bundle.v1': 'bundle', 'drafted.v1': 'drafted', 'part.v1': 'part', 'paying.v1': 'paying' };
let shell: TestShell;
let codePath: string;
const running = new Set<ChildProcess>();
beforeAll(async () => {
  const code = () => bundleBeside('test/case/bundle.ts', named);
  shell = await startShell({ withoutWorker: true, beside: [bundle, drafted, part, paying], bundle: code });
  const made = await code();
  codePath = join(tmpdir(), `batches-${process.pid}.js`);
  await writeFile(codePath, 'code' in made ? made.code : '');
}, 120_000);
afterAll(async () => {
  for (const each of running) each.kill('SIGKILL');
  await shell.stop();
});

/** A worker process of its own, once it works. */
async function startWorker(): Promise<ChildProcess> {
  const { database, context } = shell;
  const program = fileURLToPath(new URL('batch-worker.ts', import.meta.url));
  const place = [database.url, inject('temporalAddress'), inject('temporalNamespace'), context.taskQueue, codePath];
  const worker = fork(program, place, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  running.add(worker);
  await once(worker, 'message');
  const build = (await readBuilds(context))[0];
  if (build && !build.isCurrent) await promote(context, build.id, { anyway: true });
  return worker;
}

/** Kills a process, and gives the signal that ended it. */
async function kill(worker: ChildProcess): Promise<NodeJS.Signals | null> {
  const ended = once(worker, 'exit');
  worker.kill('SIGKILL');
  await ended;
  running.delete(worker);
  return worker.signalCode;
}

const children = (of: string) =>
  shell.context.db.selectFrom('case').select(['id', 'status']).where('parent', '=', of).orderBy('id').execute();
const view = async (id: string) => (await readCase(shell.context.db, id))!.view;

test('a batch of 300 households loses and doubles none, whenever its workers are killed', async () => {
  const { context } = shell;
  let worker = await startWorker();
  const { view: begun } = accepted(
    await begin(context, {
      actor: applicant,
      commandId: randomUUID(),
      application: { ...application, procedure: bundle.id, form: { parts: households }, papers: [] },
    }),
  );
  await ensureRunning(context, begun.case);
  await expect
    .poll(async () => 'accepted' in (await accept(context, begun.case, 'accept-once')), { timeout: 30_000 })
    .toBe(true);
  const struck: number[] = [];
  for (const until of [40, 110, 200]) {
    await expect.poll(async () => (await children(begun.case)).length, { timeout: 60_000 }).toBeGreaterThan(until);
    expect(await kill(worker)).toBe('SIGKILL');
    struck.push((await children(begun.case)).length);
    await pause(500);
    worker = await startWorker();
  }
  // The kills struck while the batch was opened, each later than the one before.
  expect(struck).toEqual(struck.toSorted((a, b) => a - b));
  expect(struck.at(-1)).toBeLessThan(households);
  await expect.poll(async () => (await children(begun.case)).length, { timeout: 120_000 }).toBe(households);
  const ids = (await children(begun.case)).map(({ id }) => id);
  const work = async (id: string): Promise<void> => {
    for (const [who, command] of [
      [undefined, undefined],
      [officer('housing'), { type: 'answer', step: 'review', answer: agree }],
    ] as const)
      for (const commandId = randomUUID(); ; await pause(200)) {
        const result = who ? await act(context, id, who, command, commandId) : await accept(context, id, commandId);
        if (!('accepted' in result)) continue;
        if (!result.accepted) throw new Error(`${id}: ${result.refused.code}`);
        break;
      }
  };
  const queue = [...ids];
  const doing = Promise.all(
    Array.from({ length: 12 }, async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift()) await work(id);
    }),
  );
  await expect.poll(() => queue.length, { timeout: 120_000 }).toBeLessThan(households / 2);
  expect(await kill(worker)).toBe('SIGKILL');
  worker = await startWorker();
  await doing;
  await expect.poll(async () => (await view(begun.case)).status, { timeout: 120_000 }).toBe('granted');
  expect((await view(begun.case)).children).toEqual({
    of: households,
    opened: households,
    ended: households,
    drafts: 0,
  });
  const events = await context.db
    .selectFrom('event')
    .select(({ fn }) => ['type', fn.countAll<string>().as('count')])
    .where('case_id', 'in', [begun.case, ...ids])
    .where('type', 'in', ['received', 'childEnded', 'granted'])
    .groupBy('type')
    .execute();
  expect(Object.fromEntries(events.map(({ type, count }) => [type, Number(count)]))).toEqual({
    received: households + 1,
    granted: households + 1,
    childEnded: households,
  });
  await kill(worker);
}, 600_000);

test('a family whose time is moved arrives on one clock, though its mover and the workers are killed', async () => {
  const { context, database } = shell;
  let worker = await startWorker();
  const { view: begun } = accepted(
    await begin(context, {
      actor: applicant,
      commandId: randomUUID(),
      timeOffset: parseInstant('2027-03-24T10:00') - Date.now(),
      application: { ...application, procedure: bundle.id, form: { parts: 3 }, papers: [] },
    }),
  );
  await ensureRunning(context, begun.case);
  await expect
    .poll(async () => 'accepted' in (await accept(context, begun.case, 'accept-family')), { timeout: 30_000 })
    .toBe(true);
  await expect.poll(async () => (await children(begun.case)).length, { timeout: 30_000 }).toBe(3);
  const key = 'p-applicant:killed-on-the-way';
  const program = fileURLToPath(new URL('mover.ts', import.meta.url));
  const place = [database.url, inject('temporalAddress'), inject('temporalNamespace'), context.taskQueue];
  const mover = fork(program, [...place, begun.case, key], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  running.add(mover);
  const offsets = async (): Promise<readonly number[]> =>
    (await context.db.selectFrom('case').select('time_offset_ms as offset').where('parent', '=', begun.case).execute())
      .concat(
        await context.db.selectFrom('case').select('time_offset_ms as offset').where('id', '=', begun.case).execute(),
      )
      .map(({ offset }) => offset);
  const [before] = await offsets();
  const day = 24 * 3_600_000;
  // It is on its way: some have gone at least a day, and none is there.
  await expect
    .poll(async () => Math.max(...(await offsets())) - before!, { timeout: 60_000, interval: 20 })
    .toBeGreaterThan(day / 2);
  expect(await kill(mover)).toBe('SIGKILL');
  expect(Math.min(...(await offsets())) - before!).toBeLessThan(11 * day);
  expect(await kill(worker)).toBe('SIGKILL');
  worker = await startWorker();
  // Whoever was at it has it for a minute and a half; here that is over.
  await database.owner.updateTable('advance').set({ taken_at: null }).where('key', '=', key).execute();
  await expect
    .poll(() => advance(context, { key, caseId: begun.case, workingDays: 8 }).catch(String), { timeout: 120_000 })
    .toBe('arrived');
  const arrived = await offsets();
  // Eight working days from Wednesday 24 March 2027 end on Tuesday 6 April: Monday the 5th is a day off (清明).
  for (const offset of arrived) expect(Math.abs(offset - before! - 13 * day)).toBeLessThan(60_000);
  const ids = (await children(begun.case)).map(({ id }) => id);
  const all = await context.db
    .selectFrom('event')
    .select(['case_id', 'type'])
    .where('case_id', 'in', [begun.case, ...ids])
    .where('type', 'in', ['received', 'deemedAccepted'])
    .execute();
  // Each child was deemed accepted once; the parent had been accepted.
  expect(
    all
      .filter(({ type }) => type === 'deemedAccepted')
      .map(({ case_id }) => case_id)
      .toSorted(),
  ).toEqual(ids);
  const found: unknown[] = [];
  await audit(context, { patience: 60_000, selection: {}, onFinding: each => void found.push(each) });
  expect(found).toEqual([]);
  await kill(worker);
}, 300_000);

/** A case of a procedure, begun at ten on 24 March 2027 and accepted. */
async function begunOn(procedure: string, form: object, timeOffset: number): Promise<string> {
  const { context } = shell;
  const { view: begun } = accepted(
    await begin(context, {
      actor: applicant,
      commandId: randomUUID(),
      timeOffset,
      application: { ...application, procedure, form: form as never, papers: [] },
    }),
  );
  await ensureRunning(context, begun.case);
  const commandId = randomUUID();
  await expect
    .poll(async () => 'accepted' in (await accept(context, begun.case, commandId)), { timeout: 30_000 })
    .toBe(true);
  return begun.case;
}

test('a family that nobody looked after for weeks is where its limits say, parent and children alike', async () => {
  const { context } = shell;
  let worker = await startWorker();
  const timeOffset = parseInstant('2027-03-24T10:00') - Date.now();
  const whole = await begunOn(bundle.id, { parts: 3 }, timeOffset);
  const inSteps = await begunOn(drafted.id, { isReviewed: false }, timeOffset);
  await expect.poll(async () => (await children(whole)).length, { timeout: 30_000 }).toBe(3);
  await expect.poll(async () => (await view(inSteps)).children?.drafts, { timeout: 30_000 }).toBe(1);
  const [first, second, third] = (await children(whole)).map(({ id }) => id) as [string, string, string];
  const inTime = randomUUID();
  await expect.poll(async () => 'accepted' in (await accept(context, first, inTime))).toBe(true);
  expect(await kill(worker)).toBe('SIGKILL');
  // Asked in time, of a case that nobody serves.
  expect(await accept(context, second, randomUUID())).toEqual({ unknown: 'askAgain' });
  const day = 24 * 3_600_000;
  for (const id of [whole, inSteps])
    expect(await leap(context, id, ({ due }) => due + 40 * day, false), 'its time was put ahead').toBeDefined();
  worker = await startWorker();
  // Nobody filed the draft: it ended by its limit, and what waited for it was decided.
  await expect.poll(async () => (await view(inSteps)).status, { timeout: 120_000 }).toBe('denied');
  const acceptances = async (): Promise<readonly (string | undefined)[]> =>
    (await Promise.all([first, second, third].map(view))).map(({ acceptance }) => acceptance);
  await expect.poll(acceptances, { timeout: 120_000 }).toEqual(['accepted', 'accepted', 'deemed']);
  const review = { type: 'answer', step: 'review', answer: agree } as const;
  for (const id of [first, second, third])
    for (const commandId = randomUUID(); ; await pause(200))
      if ('accepted' in (await act(context, id, officer('housing'), review, commandId))) break;
  await expect.poll(async () => (await view(whole)).status, { timeout: 120_000 }).toBe('granted');
  const found: unknown[] = [];
  await audit(context, { patience: 60_000, selection: {}, onFinding: each => void found.push(each) });
  expect(found).toEqual([]);
  const families = await auditFamilies(context);
  expect(families.found).toEqual([]);
  expect(families.ended).toBeGreaterThan(3);
  await kill(worker);
}, 300_000);

test('payments that are under way when their workers are killed are made once each', async () => {
  const { context } = shell;
  let worker = await startWorker();
  const pay = async (): Promise<string> => {
    const { view: begun } = accepted(
      await begin(context, {
        actor: applicant,
        commandId: randomUUID(),
        application: { ...application, procedure: paying.id, form: { fen: 100 }, papers: [paper('plan')] },
        personal: { payee: '6222000000000001' },
      }),
    );
    await ensureRunning(context, begun.case);
    const ask = async (todo: () => ReturnType<typeof act>): Promise<void> => {
      while (!('accepted' in (await todo()))) await pause(200);
    };
    const [first, second] = [randomUUID(), randomUUID()];
    await ask(() => accept(context, begun.case, first));
    const answer = { type: 'answer', step: 'review', answer: agree } as const;
    await ask(() => act(context, begun.case, officer('market-regulation'), answer, second));
    return begun.case;
  };
  const cases: string[] = [];
  let kills = 0;
  for (let nth = 0; nth < 20; nth += 1) {
    cases.push(await pay());
    if (nth % 5 !== 4) continue;
    if ((await kill(worker)) === 'SIGKILL') kills += 1;
    worker = await startWorker();
  }
  expect(kills).toBe(4);
  await expect
    .poll(async () => (await Promise.all(cases.map(view))).map(({ status }) => status), { timeout: 120_000 })
    .toEqual(cases.map(() => 'settled'));
  const paid = await context.db
    .selectFrom('demonstration_entry')
    .select('key')
    .where('register', '=', 'payments')
    .execute();
  expect(paid.map(({ key }) => key).toSorted()).toEqual(cases.map(id => `effect:${id}:pay`).toSorted());
  await kill(worker);
}, 300_000);
