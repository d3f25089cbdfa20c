import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { Calendars } from '../../commands/calendars.ts';
import { readCase } from '../../db/cases/cases.ts';
import { readRepins, type Repin } from '../../db/directory/repins.ts';
import { verifyChain } from '../../db/log/read.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import { setUnit, transferPerson } from '../../domain/directory/acts.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { applicant, officer } from '../../domain/testing.ts';
import { changeAndRepin, type ChangeOptions } from '../../operations/directory/change.ts';
import { giveBackClaims } from '../../operations/recovery/give-back-claims.ts';
import { carryOnRepinning, startRecovery } from '../../operations/recovery/recover.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { startShell, type TestShell } from '../support/worker.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const changeBy = (acting: DirectoryActing, options?: ChangeOptions) =>
  changeAndRepin(shell.context, { by: 'p-administrator', reason: '机构改革' }, acting, options);
const unitOf = (id: string) => demonstrationDirectory.units.find(each => each.id === id)!;
/** The fire brigade is another one. */
let brigades = 0;
function anotherBrigade(options?: ChangeOptions) {
  brigades += 1;
  const id = `fire-${brigades}`;
  return changeBy(
    directory => [
      ...setUnit({ ...unitOf('tobacco'), id, title: '消防救援站', role: 'fire-rescue' })(directory, 0),
      // Whoever played the role before plays it no more.
      ...directory.units
        .filter(each => each.role === 'fire-rescue')
        .flatMap(({ role: _, ...each }) => setUnit(each)(directory, 0)),
    ],
    options,
  );
}
const progress = async (version: number): Promise<Repin> => (await readRepins(shell.context.db, version))[0]!;
async function finished(version: number): Promise<Repin> {
  for (;;) {
    const found = await progress(version);
    if (found.finishedAt !== undefined) return found;
    await carryOnRepinning(shell.context);
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}
const eventsOf = async (caseId: string): Promise<readonly CaseEvent[]> =>
  (
    await shell.database.db.selectFrom('event').select('data').where('case_id', '=', caseId).orderBy('seq').execute()
  ).map(row => readEvent(row.data));
async function inReview(): Promise<string> {
  const { case: id } = await receive(shell.context);
  accepted(await accept(shell.context, id));
  return id;
}
const stepOf = async (id: string, step: string) =>
  (await readCase(shell.context.db, id))!.view.steps.find(each => each.step === step);
const agree = (step: string) => ({ type: 'answer', step, answer: { answer: 'agree' } }) as const;

test('a change of the tree reaches open cases with its reason; ended ones and mere titles do not', async () => {
  const [id, gone] = [await inReview(), await inReview()];
  accepted(await act(shell.context, gone, applicant, { type: 'withdraw' }));
  const { version } = await anotherBrigade();
  expect(await finished(version)).toMatchObject({ cases: 1, repinned: 1, open: 0 });
  const [event] = (await eventsOf(id)).filter(each => each.type === 'repinned');
  expect(event).toMatchObject({
    key: `directory:${version}:${id}`,
    actor: { person: 'p-administrator', role: 'administrator' },
    data: { directory: version, reason: '机构改革', units: { 'fire-rescue': 'fire-1', tobacco: 'tobacco' } },
  });
  accepted(await act(shell.context, id, officer('market-regulation'), agree('licence')));
  expect((await stepOf(id, 'fire'))?.unit).toBe('fire-1');
  const titled = await changeBy(setUnit({ ...unitOf('tobacco'), title: '烟草局' }));
  expect(await readRepins(shell.context.db, titled.version)).toEqual([]);
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('of two changes at once each case ends with the later one, also one that was lost meanwhile', async () => {
  const id = await inReview();
  const [first, second] = [await anotherBrigade(), await anotherBrigade()];
  await shell.context.client.workflow.getHandle(id).terminate('lost');
  await finished(second.version);
  await finished(first.version);
  expect((await readCase(shell.context.db, id))!.view.directory).toBe(second.version);
  accepted(await act(shell.context, id, officer('market-regulation'), agree('licence')));
  expect((await stepOf(id, 'fire'))?.unit).toBe(`fire-${brigades}`);
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('a re-pinning killed in the middle is carried on by another process, once for every case', async () => {
  const ids = await Promise.all(Array.from({ length: 24 }, () => inReview()));
  const { version } = await anotherBrigade({ rate: 6 });
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('../support/publisher.ts', import.meta.url)),
      shell.database.url,
      inject('temporalAddress'),
      inject('temporalNamespace'),
      shell.context.taskQueue,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await expect
    .poll(async () => (await progress(version)).repinned, { interval: 20, timeout: 30_000 })
    .toBeGreaterThan(5);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const left = await progress(version);
  console.info(`killed at ${left.repinned} of ${left.cases} cases`);
  expect(left.open, 'it was in the middle').toBeGreaterThan(0);
  const loops = [
    startRecovery(shell.context, { look: 100 }),
    startRecovery({ ...shell.context, calendars: new Calendars(shell.context.db) }, { look: 100 }),
  ];
  try {
    await expect
      .poll(async () => (await progress(version)).finishedAt, { timeout: 40_000, interval: 200 })
      .toBeTypeOf('number');
  } finally {
    await Promise.all(loops.map(each => each.stop()));
  }
  expect(await progress(version)).toMatchObject({ cases: 24, repinned: 24, refused: 0, failed: 0, open: 0 });
  for (const id of ids) {
    expect((await eventsOf(id)).filter(event => event.type === 'repinned')).toHaveLength(1);
    expect(await verifyChain(shell.context.db, id)).toMatchObject({ whole: true });
  }
}, 120_000);

test('a claim goes back to the unit when the post of whoever has it ends, and stays with a deputy', async () => {
  const [one, two] = [await inReview(), await inReview()];
  const unit = 'market-regulation';
  const [person, colleague] = [`p-${unit}-officer`, `p-${unit}-officer-2`];
  accepted(await act(shell.context, one, officer(unit), { type: 'claim', step: 'licence' }));
  accepted(await act(shell.context, two, officer(unit, 'officer-2'), { type: 'claim', step: 'licence' }));
  expect(await giveBackClaims(shell.context)).toBe(0);
  const on = dayOf(Date.now());
  await changeBy(transferPerson({ person, from: unit, unit: 'tobacco', post: 'handler', on }));
  expect(await giveBackClaims(shell.context)).toBe(1);
  expect(await stepOf(one, 'licence')).toMatchObject({ state: 'ready', unit });
  expect(await stepOf(two, 'licence')).toMatchObject({ state: 'claimed', claimedBy: colleague });
  expect((await eventsOf(one)).at(-1)).toMatchObject({ type: 'released', data: { step: 'licence', person } });
  expect(await giveBackClaims(shell.context)).toBe(0);
  // The colleague's post ends too, but they stand in for somebody who is away.
  await changeBy((directory, now) => [
    ...transferPerson({ person: colleague, from: unit, unit: 'tobacco', post: 'handler', on })(directory, now),
    {
      kind: 'absence',
      after: { person: `p-${unit}-contact`, from: now - 1, to: now + 3_600_000, deputy: colleague },
    },
  ]);
  expect(await giveBackClaims(shell.context)).toBe(0);
  await changeBy(({ absences }, now) =>
    absences
      .filter(each => each.deputy === colleague)
      .map(before => ({ kind: 'absence' as const, before, after: { ...before, to: now } })),
  );
  expect(await giveBackClaims(shell.context)).toBe(1);
  expect(await stepOf(two, 'licence')).toMatchObject({ state: 'ready', unit });
});
