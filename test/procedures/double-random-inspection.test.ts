import { expect, test } from 'vitest';
import { draw } from '../../domain/procedure.ts';
import { applicant, caseOf, officer } from '../../domain/testing.ts';
import { doubleRandomInspection } from '../../workflows/procedures/double-random-inspection.v1.ts';

const { subjects } = doubleRandomInspection.example as { readonly subjects: readonly { readonly code: string }[] };
const codes = subjects.map(({ code }) => code);
/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const ordered = () => caseOf(doubleRandomInspection).receive({ at: '2027-03-24 10:00' });
const seeded = () => ordered().lapse().answer('seed', { seed: '07 11 23 29 31', source: '福利彩票第 2027033 期' });

test('the lists lie open for three working days before the supervision office tells the seed', () => {
  const one = ordered();
  expect([one.openSteps, one.due('step:lists')], '25 26 29').toEqual([['lists'], '2027-03-29 24:00']);
  expect(one.lapse().view.steps.filter(({ endedAt }) => endedAt === undefined)).toMatchObject([
    { step: 'seed', unit: 'supervision-office' },
  ]);
});

test('the seed draws whom anybody draws again; two inspect each of them, and what was found is published', () => {
  const one = seeded();
  const drawn = draw(codes, { seed: '07 11 23 29 31', count: 2 });
  expect(one.openSteps).toEqual(drawn.map(code => `inspect@${code}`));
  for (const code of drawn) one.answer(`inspect@${code}`, { finding: 'none' });
  expect(one.due('step:publish'), '20 working days from Tuesday 30 March').toBe('2027-04-28 17:30');
  one.answer('publish', { where: '国家企业信用信息公示系统' });
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'published' });
});

test('who is drawn to inspect follows from seed and enterprise, and is told with the step', () => {
  const told = seeded().view.steps.filter(({ step }) => step.startsWith('inspect@'));
  expect(told.map(({ about }) => about?.[0]?.text)).toEqual([
    expect.stringContaining('检查人员：p-market-regulation-officer'),
    expect.stringContaining('检查人员：p-market-regulation-officer'),
  ]);
});

test('an objection to the lists that stands ends it before anything is drawn', () => {
  const one = ordered();
  one.act({ ...applicant, person: 'p-neighbour' }, { type: 'object', step: 'lists', reason: { text: '已经注销' } });
  const upheld = { isUpheld: true, reasons: [{ text: '属实' }] };
  one.act(officer('market-regulation'), { type: 'answer', step: 'lists:1', answer: upheld }).until('2027-03-29 24:00');
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'relisted' });
});

test('an inspection that nobody does is late after twenty working days, and its unit held the time', () => {
  const one = seeded().until('2027-05-10 10:00');
  const [code] = draw(codes, { seed: '07 11 23 29 31', count: 2 });
  expect(one.clock(`step:inspect@${code}`).colour).toBe('red');
});
