import { expect, test } from 'vitest';
import { caseOf } from '../../domain/testing.ts';
import { enterpriseIssue135 } from '../../workflows/procedures/enterprise-issue-135.v1.ts';

/** 24 March 2027 is a Wednesday. */
const received = () => caseOf(enterpriseIssue135).receive({ at: '2027-03-24 10:00' });
const graded = (chose: 'onSite' | 'community' | 'department') =>
  received().answer('grade', { chose, reasons: [{ text: '已与企业联系' }] });
const solved = { solved: true, note: '管网已疏通' };
const unsolved = { solved: false, note: '需要改造管网' };
const milestones = ['answered', 'handled', 'cleared'].map(name => `milestone:${name}`);

test('1, 3 and 5 working days run from the intake; a department clears it on the fifth day', () => {
  const one = graded('department');
  expect(milestones.map(name => one.due(name))).toEqual(['2027-03-25 17:30', '2027-03-29 17:30', '2027-03-31 17:30']);
  one.at('2027-03-26 10:00').answer('assign', { unit: 'urban-management' });
  one.at('2027-03-31 10:00').answer('solve', { returned: false, ...solved });
  expect(one.status).toBe('settled');
  expect(milestones.map(name => one.clock(name).verdict)).toEqual(['met', 'met', 'met']);
});

test('a department that solves it on the sixth day breaks the 5: an order goes to it', () => {
  const one = graded('department').answer('assign', { unit: 'urban-management' });
  one.at('2027-04-01 10:00').answer('solve', { returned: false, ...solved });
  expect(milestones.map(name => one.clock(name).verdict)).toEqual(['met', 'met', 'late']);
  expect(one.instruments.map(({ instrument, unit }) => `${instrument} ${unit}`)).toContain(
    'L2:milestone:cleared urban-management',
  );
});

test('a community that answers on the second day breaks the 1; one that coordinates on the fourth the 3', () => {
  const late = received()
    .at('2027-03-26 10:00')
    .answer('grade', { chose: 'community', reasons: [{ text: '已与企业联系' }] });
  late.at('2027-03-30 10:00').answer('coordinate', solved);
  expect(milestones.map(name => late.clock(name).verdict)).toEqual(['late', 'late', 'met']);
  expect(late.instruments.map(({ clock, unit }) => `${clock} ${unit}`)).toEqual([
    'milestone:answered community',
    'milestone:handled community',
  ]);
});

test('what nobody solves goes up: the spot, the community, two departments, the task force', () => {
  const one = graded('onSite').answer('onSite', unsolved).answer('coordinate', unsolved);
  one.answer('assign', { unit: 'urban-management' }).answer('solve', { returned: false, ...unsolved });
  one.answer('assign#2', { unit: 'water' }).answer('solve#2', { returned: false, ...unsolved });
  expect(one.openSteps).toEqual(['raise']);
  one.answer('raise', { chose: 'exempt', reasons: [{ text: '规划限制' }] });
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'exempted' });
  expect(one.openSteps, 'it stays in the pool').toEqual(['pool']);
});

test('a cleared issue is looked at again after a month, and the lesson is written down', () => {
  const one = graded('onSite').answer('onSite', solved).until('2027-04-27 00:00');
  one.answer('recheck', { holds: true, finding: '没有复发' });
  expect(one.openSteps).toEqual(['review']);
  one.answer('review', { isTypical: true, lesson: '定期疏通' });
  expect(one.openSteps, 'a typical case is published').toEqual(['publish']);
  expect(one.answer('publish', { where: '区政府网站' }).status).toBe('closed');
});
