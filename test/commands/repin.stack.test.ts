import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '../../db/cases/cases.ts';
import { readRepins, type Repin } from '../../db/directory/repins.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import { setUnit, transferPerson } from '../../domain/directory/acts.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { applicant, officer } from '../../domain/testing.ts';
import { changeAndRepin, type ChangeOptions } from '../../operations/directory/change.ts';
import { giveBackClaims } from '../../operations/recovery/give-back-claims.ts';
import { carryOnRepinning } from '../../operations/recovery/recover.ts';
import { accepted, act } from '../support/acts.ts';
import { startShell, type TestShell } from '../support/worker.ts';
import { eventsOf } from '../support/events.ts';
import { anotherBrigade, unitOf } from './changes.ts';
import { inReview } from './runs.ts';

let shell: TestShell;
beforeAll(async () => {
  shell = await startShell();
});
afterAll(async () => {
  await shell.stop();
});

const changeBy = (acting: DirectoryActing, options?: ChangeOptions) =>
  changeAndRepin(shell.context, { by: 'p-administrator', reason: '机构改革' }, acting, options);
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
const stepOf = async (id: string, step: string) =>
  (await readCase(shell.context.db, id))!.view.steps.find(each => each.step === step);
const agree = (step: string) => ({ type: 'answer', step, answer: { answer: 'agree' } }) as const;

test('a change of the tree reaches open cases with its reason; ended ones and mere titles do not', async () => {
  const [id, gone] = [await inReview(shell), await inReview(shell)];
  accepted(await act(shell.context, gone, applicant, { type: 'withdraw' }));
  const { version } = await anotherBrigade(shell);
  expect(await finished(version)).toMatchObject({ cases: 1, repinned: 1, open: 0 });
  const [event] = (await eventsOf(shell, id)).filter(each => each.type === 'repinned');
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
  const id = await inReview(shell);
  const [first, second] = [await anotherBrigade(shell), await anotherBrigade(shell)];
  await shell.context.client.workflow.getHandle(id).terminate('lost');
  await finished(second.version);
  await finished(first.version);
  expect((await readCase(shell.context.db, id))!.view.directory).toBe(second.version);
  accepted(await act(shell.context, id, officer('market-regulation'), agree('licence')));
  expect((await stepOf(id, 'fire'))?.unit).toBe('fire-3');
  accepted(await act(shell.context, id, applicant, { type: 'withdraw' }));
});

test('a claim goes back to the unit when the post of whoever has it ends, and stays with a deputy', async () => {
  const [one, two] = [await inReview(shell), await inReview(shell)];
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
  expect((await eventsOf(shell, one)).at(-1)).toMatchObject({ type: 'released', data: { step: 'licence', person } });
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

test('a claim goes back to the unit when whoever has it only looks on there', async () => {
  const id = await inReview(shell);
  const unit = 'urban-management';
  const [person, on] = [`p-${unit}-officer`, dayOf(Date.now())];
  accepted(await act(shell.context, id, officer('market-regulation'), agree('licence')));
  accepted(await act(shell.context, id, officer(unit), { type: 'claim', step: 'signboard' }));
  expect(await giveBackClaims(shell.context)).toBe(0);
  await changeBy(transferPerson({ person, from: unit, unit, post: 'observer', on }));
  expect(await giveBackClaims(shell.context)).toBe(1);
  expect(await stepOf(id, 'signboard')).toMatchObject({ state: 'ready', unit });
});
