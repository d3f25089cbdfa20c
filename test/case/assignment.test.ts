import { expect, test } from 'vitest';
import { formatInstant } from '../../domain/calendar/day.ts';
import { defined } from '../../domain/defined.ts';
import type { Actor } from '../../domain/values.ts';
import { caseOf, head, officer } from '../../domain/testing.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { refusal } from './refusal.ts';

const administrator: Actor = { person: 'p-administrator', role: 'administrator' };
const agree = { answer: 'agree' } as const;
/** The lead and the fire brigade of another district play the roles. */
const units = {
  'market-regulation': 'market-north',
  'urban-management': 'urban-management',
  'fire-rescue': 'fire-north',
  tobacco: 'tobacco',
};
const repin = { type: 'repin', directory: 7, units, reason: '机构改革' } as const;
const inReview = () => caseOf(restaurantOpening).receive({ at: '2027-03-24T10:00' }).at('2027-03-24T11:00').accept();
const stepsOf = (one: ReturnType<typeof inReview>) =>
  Object.fromEntries(one.view.steps.filter(each => each.endedAt === undefined).map(each => [each.step, each.unit]));
const clockOf = (one: ReturnType<typeof inReview>, clock: string) => {
  const { unit, due } = one.view.clocks.find(each => each.clock === clock)!;
  return [unit, due && formatInstant(due)];
};

test('after a change of the tree the lead is another, clocks keep their dues, open steps their unit', () => {
  const one = inReview();
  const promise = clockOf(one, 'promise');
  one.act(administrator, repin);
  expect(one.lastEvents).toMatchObject([{ type: 'repinned', data: { directory: 7, units, reason: '机构改革' } }]);
  expect([one.view.lead, one.view.directory]).toEqual(['market-north', 7]);
  expect(clockOf(one, 'promise')).toEqual(['market-north', promise[1]]);
  expect(stepsOf(one)).toEqual({ licence: 'market-regulation' });
  one.act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  expect(stepsOf(one)).toEqual({ fire: 'fire-north', signboard: 'urban-management' });
  expect(refusal(() => one.act(officer('fire-rescue'), { type: 'claim', step: 'fire' }))).toBe('actor.wrongUnit');
  expect(refusal(() => one.act(head('market-regulation'), { type: 'terminate', reasons: [{ text: '不存在' }] }))).toBe(
    'actor.wrongUnit',
  );
  one.act(head('market-north'), { type: 'terminate', reasons: [{ text: '不存在' }] });
});

test('an earlier version takes nothing back from a later one, and only an administrator repins', () => {
  const one = inReview().act(administrator, repin);
  for (const directory of [6, 7])
    expect(refusal(() => one.act(administrator, { ...repin, directory, units: {} }))).toBe('directory.superseded');
  expect(refusal(() => one.act(head('market-north'), { ...repin, directory: 8 }))).toBe('actor.wrongRole');
});

test('a claim goes back to the unit once, and only of whoever has it', () => {
  const one = inReview().act(officer('market-regulation'), { type: 'claim', step: 'licence' });
  const release = { type: 'release', step: 'licence', person: 'p-market-regulation-officer' } as const;
  const engine: Actor = { person: 'engine', role: 'engine' };
  expect(refusal(() => one.act(engine, { ...release, person: 'p-other' }))).toBe('step.notClaimed');
  expect(refusal(() => one.act(officer('market-regulation'), release))).toBe('actor.wrongRole');
  one.act(engine, release);
  expect(one.view.steps[0]).toMatchObject({ state: 'ready', unit: 'market-regulation' });
  expect(one.view.steps[0]).not.toHaveProperty('claimedBy');
  expect(refusal(() => one.act(engine, release))).toBe('step.notClaimed');
});

test('a step is reassigned by a head of its unit or the lead, or an administrator, with its clock', () => {
  const one = inReview().act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  one.act(officer('fire-rescue'), { type: 'claim', step: 'fire' });
  const reassign = { type: 'reassign', step: 'fire', to: 'tobacco', reason: { text: '无人可办' } } as const;
  const due = clockOf(one, 'step:fire')[1];
  for (const who of [head('urban-management'), officer('fire-rescue')])
    expect(refusal(() => one.act(who, reassign))).toMatch(/^actor\.wrong/);
  expect(
    refusal(() => one.act(head('market-regulation'), { ...reassign, to: 'market-regulation' })),
    'the lead takes no step of another authority to itself',
  ).toBe('step.toThemselves');
  expect(refusal(() => one.act(head('fire-rescue'), { ...reassign, to: 'fire-rescue' }))).toBe('step.sameUnit');
  one.act(head('fire-rescue'), reassign);
  expect(one.view.steps.find(each => each.step === 'fire')).toMatchObject({ unit: 'tobacco', state: 'ready' });
  expect(clockOf(one, 'step:fire')).toEqual(['tobacco', due]);
  expect(refusal(() => one.act(officer('fire-rescue'), { type: 'claim', step: 'fire' }))).toBe('actor.wrongUnit');
  one.act(head('market-regulation'), { ...reassign, to: 'urban-management' });
  one.act(administrator, { ...reassign, to: 'fire-rescue' });
  expect(stepsOf(one)).toMatchObject({ fire: 'fire-rescue' });
});

test('an administrator reassigns a step of their own case too, and does nothing else in it', () => {
  const one = inReview();
  const own: Actor = { person: 'p-applicant', role: 'administrator' };
  expect(refusal(() => one.act(own, repin))).toBe('actor.interested');
  one.act(own, { type: 'reassign', step: 'licence', to: 'tobacco', reason: { text: '本单位均须回避' } });
  expect(stepsOf(one)).toEqual({ licence: 'tobacco' });
});

test('whoever gave a step to a unit does nothing on it there, whatever posts they hold; others do', () => {
  const one = inReview();
  const lead = officer('market-regulation');
  const of = (role: Actor['role'], unit?: string, post?: Actor['post']): Actor => ({
    person: 'p-both',
    role,
    ...defined({ unit, post }),
  });
  const reassign = { type: 'reassign', step: 'licence', to: 'tobacco', reason: { text: '改派' } } as const;
  one.act(of('administrator'), reassign);
  const acts = [
    { type: 'claim', step: 'licence' },
    { type: 'answer', step: 'licence', answer: agree },
    { type: 'answer', step: 'licence', answer: { returned: true, reason: '不属本单位', to: 'market-regulation' } },
  ] as const;
  for (const who of [of('officer', 'tobacco'), of('unit-head', 'tobacco', 'principal')])
    for (const act of acts) expect(one.tryAct(who, act)).toMatchObject({ code: 'actor.assignedTheStep' });
  // Back with the lead by somebody else, the first one is as everybody.
  one.act(administrator, { ...reassign, to: 'market-regulation' });
  expect(one.tryAct({ ...lead, person: administrator.person }, acts[0])?.code).toBe('actor.assignedTheStep');
  expect(one.tryAct(of('officer', 'market-regulation'), acts[0])).toBeUndefined();
});

test('a head who gave a step to a unit where they have another post confirms nothing there', () => {
  const one = inReview().act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  const lead = head('market-regulation');
  one.act(lead, { type: 'reassign', step: 'fire', to: 'tobacco', reason: { text: '无人可办' } });
  one.act(officer('tobacco'), { type: 'answer', step: 'fire', answer: agree });
  const { proposal } = one.view.steps.find(each => each.step === 'fire')!;
  const confirm = { type: 'confirm', step: 'fire', proposal: proposal!.seq } as const;
  const there: Actor = { ...head('tobacco'), person: lead.person };
  expect(one.tryAct(there, confirm)).toMatchObject({ code: 'actor.assignedTheStep' });
  one.act(head('tobacco'), confirm);
});
