import { expect, test } from 'vitest';
import { agree, caseOf, disagree } from '../../domain/testing.ts';
import { jointInspection } from '../../workflows/procedures/joint-inspection.v1.ts';

const agencies = ['market-regulation', 'fire-rescue', 'ecology', 'emergency-management'] as const;
/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
const merged = () => caseOf(jointInspection).receive({ at: '2027-03-24 10:00' }).answer('merge', agree);
/** The four come together on the Wednesday after. */
const visited = () =>
  merged()
    .complete('code', { isAllowed: true, code: 'FM-1' })
    .convene('visit', '2027-03-31 09:00', { place: '丁化工有限公司' })
    .at('2027-03-31 10:00');
const result = (one: ReturnType<typeof merged>) => one.events.find(({ type }) => type === 'settled')?.data;

test('four agencies come once, find nothing, and the result is published', () => {
  const one = visited();
  for (const agency of agencies) one.answer(`visit:${agency}`, agree);
  one.answer('publish', { where: '区政府网站' });
  expect(result(one)).toMatchObject({ result: 'passed' });
});

test('who found something looks again, nobody else does, once the enterprise has put it right', () => {
  const one = visited().answer('visit:fire-rescue', disagree('疏散通道堵塞'));
  for (const agency of agencies.filter(each => each !== 'fire-rescue')) one.answer(`visit:${agency}`, agree);
  expect([one.openSteps, one.due('step:fix')]).toEqual([['fix'], '2027-04-30 24:00']);
  one.answer('fix', { lapsed: false });
  expect(one.openSteps).toEqual(['recheck@fire-rescue']);
  one.answer('recheck@fire-rescue', agree).answer('publish', { where: '区政府网站' });
  expect(result(one)).toMatchObject({ result: 'passed' });
});

test('what is not put right in thirty days is handed on for a penalty, for the reasons of the visit', () => {
  const one = visited().answer('visit:ecology', disagree('未按规定贮存危险废物'));
  for (const agency of agencies.filter(each => each !== 'ecology')) one.answer(`visit:${agency}`, agree);
  one.until('2027-04-30 24:00').answer('publish', { where: '区政府网站' });
  expect(result(one)).toMatchObject({ result: 'pursued', reasons: [{ text: '未按规定贮存危险废物' }] });
});

test('a second visit in a month gets no code, and nobody comes', () => {
  const one = merged().complete('code', { isAllowed: false, code: '' });
  expect([one.openSteps, result(one)]).toEqual([[], expect.objectContaining({ result: 'capped' })]);
});
