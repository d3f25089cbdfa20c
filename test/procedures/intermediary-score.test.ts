import { expect, test } from 'vitest';
import { caseOf } from '../../domain/testing.ts';
import { intermediaryScore } from '../../workflows/procedures/intermediary-score.v1.ts';

/** 31 December 2027 is a Friday. */
const begun = () => caseOf(intermediaryScore).receive({ at: '2027-12-31 10:00', form: { date: '2027-12-31' } });
const result = (one: ReturnType<typeof begun>) => one.events.find(({ type }) => type === 'settled')?.data;

test('each year: the scores are added up, lie open for seven days, and are published', () => {
  const one = begun().answer('tally', { ranking: '名次表', hasFailed: false });
  expect(one.openSteps).toEqual(['notice']);
  one.lapse().answer('publish', { where: '中介服务超市' });
  expect(result(one)).toMatchObject({ result: 'published' });
});

test('whoever failed is suspended or removed by the principal, with reasons', () => {
  const one = begun().answer('tally', { ranking: '名次表', hasFailed: true }).lapse();
  one.answer('decide', { chose: 'remove', reasons: [{ text: '连续两年不合格' }] });
  one.answer('publish', { where: '中介服务超市' });
  expect(result(one)).toMatchObject({ result: 'removed', reasons: [{ text: '连续两年不合格' }] });
});

test('scores that nobody adds up are late after ten working days', () => {
  expect(begun().until('2028-01-31 10:00').clock('step:tally').colour).toBe('red');
});
