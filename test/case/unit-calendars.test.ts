import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { fold } from '../../domain/case/case.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { caseOf, type VirtualCase } from '../../domain/testing.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { administrator, amended, fireInspectsAlone } from './amendments.ts';
import { local } from './restaurant.ts';
import { refusal } from './refusal.ts';
import { toldOf } from '../support/told.ts';

// The fire brigade exercises on Friday 26 and Wednesday 31 March 2027, and has no office hours then.
const fire = amended('fire-1', { off: ['2027-03-26', '2027-03-31'] });
const options = { calendars: [fire], calendarsOfUnits: { 'fire-rescue': 'fire-1' } };
const dues = (one: VirtualCase, ...names: readonly string[]): readonly string[] =>
  names.map(name => local(one.clock(name).due));

/** Received on Wednesday 24 March 2027 at 10:00, accepted at 11:00; the licence agreed at 14:00. */
const inParallel = () =>
  caseOf(restaurantOpening, options)
    .receive({ form: { sellsTobacco: true }, at: '2027-03-24T10:00' })
    .at('2027-03-24T11:00')
    .accept()
    .at('2027-03-24T14:00')
    .answer('licence', { answer: 'agree' });

// (T18)
describe('a unit with a calendar of its own', () => {
  test("its step counts by it; the case's clocks and the other steps count by the lead's", () => {
    const one = inParallel();
    // 3 WD: 25, 29, 30 for the fire brigade; 25, 26, 29 for the others. The promise: 25 26 29 30 31.
    expect(dues(one, 'step:fire', 'step:tobacco', 'promise')).toEqual([
      '2027-03-30T17:30',
      '2027-03-29T17:30',
      '2027-03-31T17:30',
    ]);
    expect(['step:fire', 'step:tobacco', 'promise', 'acceptance'].map(name => one.clock(name).calendar)).toEqual([
      'fire-1',
      demonstration.version,
      demonstration.version,
      demonstration.version,
    ]);
    expect(one.events[0]).toMatchObject({ data: { calendars: { 'fire-rescue': 'fire-1' } } });
    expect(one.view).toMatchObject({ calendar: demonstration.version, calendars: { 'fire-rescue': 'fire-1' } });
    expect(fold(one.events, one.environment)).toEqual(one.state);
  });

  test('its special procedure counts by it, and the clocks that wait for that end with it', () => {
    const one = fireInspectsAlone(inParallel(), 2);
    // 2 WD of the fire brigade: 25, 29. By the lead's calendar these are three: the promise has lost 25 26 29 and
    // ends 5 counted days later: 30 31 1 2 6 (清明节 is off from April 3 to 5).
    expect(dues(one, 'special:fire')).toEqual(['2027-03-29T17:30']);
    expect(one.clock('promise')).toMatchObject({ state: 'paused', due: parseInstant('2027-04-06T17:30') });
    one.until('2027-03-29T17:30');
    expect(one.clock('promise')).toMatchObject({ state: 'running', due: parseInstant('2027-04-06T17:30') });
  });

  test('an instrument that is addressed to it counts by it', () => {
    const one = inParallel();
    one.until('2027-03-30T17:30');
    const opened = one.instruments.filter(({ level }) => level === 'L1');
    // The signboard, 2 WD, is red on March 26; tobacco on the 29th; fire on the 30th. Each L1 replies in 1 WD: 29, 30,
    // and for the fire brigade April 1.
    expect(opened.map(each => [each.instrument, each.calendar, local(each.replyDue)])).toEqual([
      ['L1:step:signboard', demonstration.version, '2027-03-29T17:30'],
      ['L1:step:tobacco', demonstration.version, '2027-03-30T17:30'],
      ['L1:step:fire', 'fire-1', '2027-04-01T17:30'],
    ]);
  });

  test('its explanation names the days and the version of its calendar', () => {
    const one = inParallel();
    const told = explainClock(historyOf(one.events, one.environment), 'step:fire', one.environment);
    expect(told.calendar.version).toBe('fire-1');
    expect(JSON.stringify(told.lines)).toContain('防汛停工');
  });

  test('a publication of it moves its clocks alone, and the event tells those alone', () => {
    const one = inParallel();
    const before = one.state!;
    one.until('2027-03-25T09:00').addCalendar(amended('fire-2', { off: ['2027-03-26', '2027-03-29'] }));
    one.at('2027-03-25T09:00').act(administrator, {
      type: 'recompute',
      calendar: demonstration.version,
      calendars: { 'fire-rescue': 'fire-2' },
    });
    expect(one.lastEvents[0]).toMatchObject({
      type: 'recomputed',
      data: {
        reason: 'CALENDAR',
        calendar: demonstration.version,
        calendars: { 'fire-rescue': 'fire-2' },
        // 25, 30, 31 instead of 25, 29, 30.
        clocks: [
          { clock: 'step:fire', dueBefore: parseInstant('2027-03-30T17:30'), due: parseInstant('2027-03-31T17:30') },
        ],
      },
    });
    expect(one.state!.clocks.find(({ clock }) => clock === 'promise')).toEqual(
      before.clocks.find(({ clock }) => clock === 'promise'),
    );
    expect(toldOf(one.lastEvents[0]!, one.state!, one.environment).map(({ to, text }) => [to, text])).toEqual([
      [
        'fire-rescue',
        '办件20270324-0001：因放假安排调整（日历fire-2），办理期限重新计算：' +
          `${one.environment.procedure.steps['fire']!.title}由2027-03-30 17:30调整为2027-03-31 17:30。`,
      ],
    ]);
    expect(fold(one.events, one.environment)).toEqual(one.state);
  });

  test("a publication of both brings each clock to its own, and the lead's leaves the unit's pinned", () => {
    const one = inParallel();
    one.until('2027-03-25T09:00');
    one.addCalendar(amended('lead-2', { off: ['2027-03-29'] })).addCalendar(amended('fire-2', { off: ['2027-03-31'] }));
    one.at('2027-03-25T09:00').act(administrator, {
      type: 'recompute',
      calendar: 'lead-2',
      calendars: { 'fire-rescue': 'fire-2' },
    });
    // The lead's: 25 26 30; the fire brigade's, which no longer exercises on the 26th: 25 26 29.
    expect(dues(one, 'step:tobacco', 'step:fire', 'promise')).toEqual([
      '2027-03-30T17:30',
      '2027-03-29T17:30',
      '2027-04-01T17:30',
    ]);
    expect(one.clock('step:fire').calendar).toBe('fire-2');
    expect(
      refusal(() =>
        one.act(administrator, {
          type: 'recompute',
          calendar: 'lead-2',
          calendars: { 'fire-rescue': 'fire-2' },
        }),
      ),
    ).toBe('calendar.same');
  });

  test('a step that is given to another unit counts by the calendar of that', () => {
    const one = inParallel();
    const reassign = (to: string, step: string) =>
      one.act(administrator, { type: 'reassign', step, to, reason: { text: '分工调整' } });
    one.at('2027-03-25T09:00');
    reassign('fire-rescue', 'tobacco');
    // 25, 29, 30: the fire brigade has no office hours on the 26th.
    expect(one.clock('step:tobacco')).toMatchObject({
      calendar: 'fire-1',
      unit: 'fire-rescue',
      due: parseInstant('2027-03-30T17:30'),
    });
    reassign('tobacco', 'fire');
    expect(one.clock('step:fire')).toMatchObject({
      calendar: demonstration.version,
      due: parseInstant('2027-03-29T17:30'),
    });
    expect(fold(one.events, one.environment)).toEqual(one.state);
  });

  test('a version that is not known refuses the receipt', () => {
    const one = caseOf(restaurantOpening, { calendarsOfUnits: { 'fire-rescue': 'nowhere-1' } });
    expect(refusal(() => one.receive({ at: '2027-03-24T10:00' }))).toBe('calendar.unknown');
  });
});
