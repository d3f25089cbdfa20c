import { expect, test } from 'vitest';
import { caseOf, head } from '../../domain/testing.ts';
import { enterpriseAppeal1231 } from '../../workflows/procedures/enterprise-appeal-1231.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const received = () => caseOf(enterpriseAppeal1231).receive({ at: '2027-03-24 10:00' });
const to = 'urban-management';
const replied = () =>
  received()
    .answer('assign', { unit: to })
    .at('2027-03-26 10:00')
    .answer('contact', { returned: false })
    .at('2027-03-29 10:00')
    .answer('path', { path: '疏通雨水管网' });

test('1, 2, 3 working days and 1 month run side by side from the intake, and all four are kept', () => {
  const one = received();
  const milestones = ['assigned', 'contacted', 'pathReplied', 'resolved'].map(name => `milestone:${name}`);
  expect(milestones.map(name => one.due(name))).toEqual([
    '2027-03-25 17:30',
    '2027-03-26 17:30',
    '2027-03-29 17:30',
    '2027-04-26 17:30', // 24 April is a Saturday
  ]);
  const done = replied().at('2027-04-20 10:00').answer('resolve', { outcome: '已疏通' });
  expect(milestones.map(name => done.clock(name).verdict)).toEqual(['met', 'met', 'met', 'met']);
  done.answer('confirm', { lapsed: false, satisfied: true, why: '满意' });
  expect(done.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'cleared' });
});

test('a unit that rings the enterprise on the fourth day breaks the 2 and the 3; the ladder writes to it', () => {
  const one = received().answer('assign', { unit: to }).at('2027-03-30 10:00').answer('contact', { returned: false });
  one.answer('path', { path: '疏通雨水管网' });
  expect(one.clock('milestone:assigned').verdict).toBe('met');
  expect([one.clock('milestone:contacted').verdict, one.clock('milestone:pathReplied').verdict]).toEqual([
    'late',
    'late',
  ]);
  const addressed = one.instruments.map(({ instrument, unit }) => `${instrument} ${unit}`);
  expect(addressed).toContain(`L2:milestone:contacted ${to}`);
});

test('an office that assigns on the second day breaks the 1, and nobody else held it', () => {
  const one = received().at('2027-03-26 10:00').answer('assign', { unit: to });
  expect(one.clock('milestone:assigned').verdict).toBe('late');
  expect(one.instruments.map(({ clock, unit }) => [clock, unit])).toEqual([
    ['milestone:assigned', 'business-environment-office'],
  ]);
});

test('what is resolved after a month breaks the 1 month, whoever was in time before', () => {
  const one = replied().at('2027-04-27 10:00').answer('resolve', { outcome: '已疏通' });
  const milestones = ['assigned', 'contacted', 'pathReplied', 'resolved'].map(name => one.clock(`milestone:${name}`));
  expect(milestones.map(({ verdict }) => verdict)).toEqual(['met', 'met', 'met', 'late']);
  expect(one.instruments.map(({ instrument, unit }) => `${instrument} ${unit}`)).toContain(
    `L2:milestone:resolved ${to}`,
  );
});

test('an enterprise that is not satisfied is heard by the principal, who takes it up again or raises it', () => {
  const one = replied().answer('resolve', { outcome: '已疏通' });
  one.answer('confirm', { lapsed: false, satisfied: false, why: '仍有积水' });
  one.act(head(to), { type: 'answer', step: 'consult', answer: { chose: 'again', reasons: [{ text: '再次疏通' }] } });
  one.answer('resolve#2', { outcome: '更换管网' }).lapse();
  expect(one.status, 'the enterprise says nothing in five working days: satisfied').toBe('settled');
});

test('what the look back finds undone a month later goes on as a new case', () => {
  const one = replied().answer('resolve', { outcome: '已疏通' });
  one.answer('confirm', { lapsed: false, satisfied: true, why: '满意' });
  one.until('2027-04-30 00:00');
  expect(one.openSteps).toEqual(['recheck']);
  one.answer('recheck', { holds: false, finding: '雨后再次积水' });
  expect(one.view.followUps).toHaveLength(1);
});
