import { expect, test } from 'vitest';
import type { CalendarData } from '../../domain/calendar/calendar.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { fold } from '../../domain/case/case.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { causeText } from '../deadline/explain/in-words.ts';
import { toldOf } from '../support/told.ts';
import { clerk, type VirtualCase } from '../../domain/testing.ts';
import { amended, fireInspectsAlone, publish } from './amendments.ts';
import { inParallel, local, restaurant } from './restaurant.ts';
import { refusal } from './refusal.ts';
import { flood, lead, resume } from './suspending.ts';

/*
 * In parallel since Wednesday 24 March 2027: promise 5 WD: 25 26 29 30 31 → Mar 31; 清明节 off April 3 to 5. Suspended on
 * the 25th,
 * resumed on the 29th: 26 and 29 do not count: 25 30 31 Apr 1 2 → Apr 2.
 */
const off = (version: string, ...days: readonly string[]): CalendarData => amended(version, { off: days });
const told = (one: VirtualCase) => explainClock(historyOf(one.events, one.environment), 'promise', one.environment);

test('an amendment published during a suspension counts from the resumption, and the applicant is told', () => {
  const one = inParallel();
  one.at('2027-03-25T10:00').act(lead, flood);
  const [event] = publish(one, '2027-03-26T09:00', off('amended', '2027-03-30', '2027-04-02'));
  expect(event).toMatchObject({ type: 'recomputed', data: { calendar: 'amended' } });
  expect(
    event!.type === 'recomputed' && event!.data.clocks.map(({ clock, ...dues }) => [clock, dues]),
    'every clock that stands still, and no date',
  ).toEqual(['promise', 'statutory', 'step:signboard', 'step:fire', 'step:tobacco'].map(clock => [clock, {}]));
  expect(toldOf(event!, one.state!, one.environment), 'of no date nobody is told').toEqual([]);
  expect(one.clock('promise')).toMatchObject({
    state: 'paused',
    calendar: 'amended',
    elapsed: 1,
    remaining: 4,
    colour: 'green',
  });
  expect(one.clock('promise').due).toBeUndefined();
  const [resumed] = one.at('2027-03-29T10:00').act(lead, resume).lastEvents;
  expect(local(one.clock('promise').due), '25, not 26 29, 31, Apr 1, 6 and 7').toBe('2027-04-07T17:30');
  expect(toldOf(resumed!, one.state!, one.environment)).toMatchObject([
    { text: expect.stringContaining('承诺时限于2027-04-07 17:30到期') },
  ]);
  expect(
    told(one).recomputations.map(each => [each.cause.code, local(each.dueBefore), local(each.due), causeText(each)]),
  ).toEqual([
    ['pause', '2027-03-31T17:30', 'undated', '暂停计时：中止办理：台风停工（文书 中-1）'],
    ['calendar', 'undated', 'undated', expect.stringContaining(' → amended')],
    ['resume', 'undated', '2027-04-07T17:30', '恢复计时'],
  ]);
  expect(told(one).calendar.version).toBe('amended');
  expect(fold(one.events, one.environment)).toEqual(one.state);
});

test('amendment, suspension and resumption commute: the due is the same in every order', () => {
  const due = (time: string, first: boolean): string => {
    const one = inParallel();
    if (first) publish(one, time, off('amended', '2027-03-30'));
    one.at('2027-03-25T10:00').act(lead, flood);
    if (!first && time < '2027-03-29T10:00') publish(one, time, off('amended', '2027-03-30'));
    one.at('2027-03-29T10:00').act(lead, resume);
    if (!first && time > '2027-03-29T10:00') publish(one, time, off('amended', '2027-03-30'));
    return local(one.clock('promise').due);
  };
  expect(
    [due('2027-03-25T09:00', true), due('2027-03-26T09:00', false), due('2027-03-29T11:00', false)],
    '25, not 26 29, 31, Apr 1 2 6',
  ).toEqual(Array(3).fill('2027-04-06T17:30'));
});

test('a due that an amendment moves back is not breached during the suspension, nor at the resumption', () => {
  const one = inParallel();
  // Without 清明节, and with two Saturdays worked, the promise would have ended on the 29th: long before the resumption.
  one.at('2027-03-25T10:00').act(lead, flood);
  const earlier: CalendarData = {
    ...off('earlier'),
    overrides: [
      ...demonstration.overrides,
      ...['2027-03-27', '2027-03-28'].map(day => ({ day, working: true, name: '调休上班' })),
    ],
  };
  publish(one, '2027-04-06T09:00', earlier);
  one.until('2027-04-08T09:00');
  expect(one.events.at(-1)?.type, 'nothing passes meanwhile').toBe('recomputed');
  one.at('2027-04-08T10:00').act(lead, resume);
  expect(one.clock('promise')).toMatchObject({
    colour: 'green',
    elapsed: 1,
    remaining: 4,
    due: parseInstant('2027-04-14T17:30'),
  });
});

test("a special procedure's limit, amended within a suspension, counts by the new version once it runs", () => {
  const one = fireInspectsAlone(inParallel(), 4);
  one.at('2027-03-25T10:00').act(lead, flood);
  publish(one, '2027-03-26T09:00', off('amended', '2027-03-30'));
  expect(one.clock('special:fire').due).toBeUndefined();
  one.at('2027-03-29T10:00').act(lead, resume);
  expect(local(one.clock('special:fire').due), '25, not 26 29, 31, Apr 1 2').toBe('2027-04-02T17:30');
  expect(one.clock('promise'), 'the other branches are done: it waits for that').toMatchObject({
    state: 'paused',
    projected: true,
  });
  one.until('2027-04-02T17:30');
  expect(local(one.clock('promise').due), '5 WD after Apr 2: 6 7 8 9 12').toBe('2027-04-12T17:30');
  expect(fold(one.events, one.environment)).toEqual(one.state);
});

test('the clock of acceptance counts on by the amended version, and silence accepts on its last day', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(lead, flood);
  publish(one, '2027-03-25T09:00', off('amended', '2027-03-30'));
  expect(refusal(() => one.at('2027-03-26T09:00').act(clerk, { type: 'accept' }))).toBe('case.suspended');
  one.at('2027-03-29T10:00').act(lead, resume);
  expect(local(one.clock('acceptance').due), 'of 1 WD: not 25 to 29, nor 30').toBe('2027-03-31T17:30');
  one.until('2027-03-31T17:31');
  expect(one.view.acceptance).toBe('deemed');
});
