import { expect, test } from 'vitest';
import { dayOf, parseInstant } from '../../domain/calendar/day.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { holderText, pauseText, soFarText, whyText } from '../deadline/explain/in-words.ts';
import { inParallel, local } from './restaurant.ts';
import { lead, flood, resume } from './suspending.ts';

test('the explanation names the suspension and its notice, and nobody holds the time meanwhile', () => {
  const one = inParallel();
  one.at('2027-03-25T10:00').act(lead, flood);
  const told = () => explainClock(historyOf(one.events, one.environment), 'promise', one.environment);
  expect(told().holder).toMatchObject({ kind: 'nobody', units: [] });
  expect(holderText(told())).toBe('已中止办理（文书 中-1），暂停计时');
  one.at('2027-03-29T10:00').act(lead, resume);
  expect(told().lines.map(({ effect, why }) => `${effect} ${whyText(why)}`)).toContain(
    'paused 暂停（中止办理：台风停工（文书 中-1）），不计',
  );
  expect(told().holder).toMatchObject({ kind: 'unit', units: ['urban-management', 'fire-rescue', 'tobacco'] });
  expect(told().recomputations.map(({ cause }) => cause.code)).toContain('resume');
});

test('while nobody knows when the case goes on, what is counted so far stays what it was', () => {
  const one = inParallel();
  one.at('2027-03-25T10:00').act(lead, flood);
  const at = parseInstant('2027-04-20T10:00');
  const promise = explainClock(historyOf(one.events, one.environment), 'promise', one.environment, { now: at });
  const { soFar, attribution, lines, openPause, recomputations } = promise;
  expect(lines.slice(-2)).toMatchObject([
    { effect: 'paused', firstDay: dayOf(parseInstant('2027-03-26T10:00')), lastDay: dayOf(at), why: openPause!.why },
    { effect: 'now' },
  ]);
  expect(recomputations.map(each => [each.cause.code, local(each.dueBefore), local(each.due), each.projected])).toEqual(
    [['pause', '2027-03-31T17:30', 'undated', false]],
  );
  expect(soFar).toEqual({ at, on: dayOf(at), isStopped: false, counted: 1, remaining: 4 });
  expect(soFarText(promise)).toBe('截至 2027-04-20 10:00，已计入 1 个工作日，尚余 4 个工作日');
  expect(attribution).toMatchObject({ counted: 1, afterDue: 0 });
});

test('an explanation for the public holds nothing that an official wrote of a stop or an extension', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(lead, {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '沈雨晴要求' },
  });
  one.at('2027-03-25T10:00').act(lead, { ...flood, reason: { text: '沈雨晴住院' } });
  one.at('2027-03-29T10:00').act(lead, { type: 'resume', reason: { text: '沈雨晴出院' } });
  const told = (withoutFreeText: boolean) =>
    explainClock(historyOf(one.events, one.environment), 'statutory', one.environment, { withoutFreeText });
  expect(JSON.stringify(told(true))).not.toContain('沈雨晴');
  const reasons = (withoutFreeText: boolean) => told(withoutFreeText).pauses.map(({ why }) => pauseText(why!));
  expect(reasons(true)).toEqual(['中止办理：不可抗力（文书 中-1）']);
  expect(reasons(false)).toEqual(['中止办理：沈雨晴住院（文书 中-1）']);
  expect(told(false).recomputations[0]).toMatchObject({ told: '沈雨晴要求' });
});
