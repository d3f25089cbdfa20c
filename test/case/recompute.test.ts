import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { fold, viewOf } from '../../domain/case/case.ts';
import { toldOf } from '../support/told.ts';
import { applicant, officer, supervisor } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { accepted, agreedBy, local } from './restaurant.ts';
import { administrator, amended, publish, dueAt, withoutTuesday } from './amendments.ts';

// (C12)
test('an amendment recomputes running clocks, with both dates in the event; finished ones stay', () => {
  const one = accepted();
  const acceptance = one.clock('acceptance');
  const [event] = publish(one, '2027-03-25T09:00', withoutTuesday);
  expect(event).toMatchObject({
    type: 'recomputed',
    key: 'publication/amended',
    actor: administrator,
    data: {
      reason: 'CALENDAR',
      calendar: 'amended',
      clocks: [
        { clock: 'promise', dueBefore: parseInstant('2027-03-31T17:30'), due: parseInstant('2027-04-01T17:30') },
        { clock: 'statutory', dueBefore: parseInstant('2027-04-22T17:30'), due: parseInstant('2027-04-23T17:30') },
        { clock: 'step:licence', dueBefore: parseInstant('2027-03-25T17:30'), due: parseInstant('2027-03-25T17:30') },
      ],
    },
  });
  expect([dueAt(one, 'promise'), dueAt(one, 'statutory')]).toEqual(['2027-04-01T17:30', '2027-04-23T17:30']);
  expect(one.clock('promise').calendar).toBe('amended');
  expect(one.clock('acceptance')).toEqual(acceptance);
  expect(one.view.calendar).toBe('amended');
  one.at('2027-03-25T14:00').act(officer('market-regulation'), agreedBy('licence'));
  expect(one.clock('step:fire'), 'what starts later counts by it too: 3 WD: 26 29 31').toMatchObject({
    calendar: 'amended',
    due: parseInstant('2027-03-31T17:30'),
  });
  expect(fold(one.events, one.environment)).toEqual(one.state);
});

test("the applicant is told of the case's clocks, each unit of its own, and nobody of dates that stay", () => {
  const one = accepted();
  const [event] = publish(one, '2027-03-25T09:00', withoutTuesday);
  const why = '办件20270324-0001：因放假安排调整（日历amended），办理期限重新计算：';
  const both = '承诺时限由2027-03-31 17:30调整为2027-04-01 17:30；法定时限由2027-04-22 17:30调整为2027-04-23 17:30。';
  expect(toldOf(event!, one.state!, one.environment)).toEqual([
    { to: 'p-applicant', kind: 'recomputed', text: `${why}${both}` },
    { to: 'market-regulation', kind: 'recomputed', text: `${why}${both}` },
  ]);
  const same = accepted();
  const [still] = publish(same, '2027-03-25T09:00', amended('elsewhere', { off: ['2029-03-05'] }));
  expect(toldOf(still!, same.state!, same.environment)).toEqual([]);
});

// (C12)
test('a due that an amendment moves into the past is breached at the publication, once, with its warning', () => {
  const one = accepted();
  one.at('2027-03-24T14:00').act(officer('market-regulation'), agreedBy('licence'));
  // Saturday and Sunday become working: 25 26 27 28 29 → Monday Mar 29.
  publish(one, '2027-03-30T10:00', amended('earlier', { work: ['2027-03-27', '2027-03-28'] }));
  expect(dueAt(one, 'promise')).toBe('2027-03-29T17:30');
  one.until('2027-03-30T10:00');
  expect(one.clock('promise')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-03-30T10:00') });
  const passed = one.events.filter(
    event => (event.type === 'thresholdPassed' || event.type === 'breached') && event.data.clock === 'promise',
  );
  expect(passed.map(event => `${event.type} ${local(event.at)}`)).toEqual([
    'thresholdPassed 2027-03-30T10:00',
    'breached 2027-03-30T10:00',
  ]);
  one.until('2027-04-02T10:00');
  expect(one.events.filter(event => event.type === 'breached' && event.data.clock === 'promise')).toHaveLength(1);
});

test('an instrument that waits for its reply is due by the new version, an answered one as it was', () => {
  const one = accepted();
  one.until('2027-03-31T17:30');
  const replyDue = (instrument: string): string =>
    local(one.view.instruments.find(each => each.instrument === instrument)!.replyDue!);
  expect([replyDue('L1:step:licence'), replyDue('L2:promise')], 'Apr 1 2 6').toEqual([
    '2027-03-26T17:30',
    '2027-04-06T17:30',
  ]);
  publish(one, '2027-04-01T09:00', amended('holiday', { off: ['2027-03-26', '2027-04-02'] }));
  expect(replyDue('L2:promise'), 'Apr 1 6 7').toBe('2027-04-07T17:30');
  expect([replyDue('L1:step:licence'), replyDue('L2:step:licence')], 'overdue before').toEqual([
    '2027-03-26T17:30',
    '2027-03-31T17:30',
  ]);
});

test('a case of several versions reads each clock by its own, and says so', () => {
  const one = accepted();
  one.at('2027-03-24T14:00').act(officer('market-regulation'), agreedBy('licence'));
  publish(one, '2027-03-25T09:00', withoutTuesday);
  one.at('2027-03-25T15:00').act(officer('urban-management'), agreedBy('signboard'));
  publish(one, '2027-03-26T09:00', amended('third', { off: ['2027-03-30', '2027-03-31'] }));
  const versions = Object.fromEntries(one.view.clocks.map(({ clock, calendar }) => [clock, calendar]));
  expect(versions).toMatchObject({
    acceptance: 'demonstration-2032',
    'step:licence': 'demonstration-2032',
    'step:signboard': 'amended',
    'step:fire': 'third',
    promise: 'third',
  });
  expect(viewOf(fold(one.events, one.environment), one.environment)).toEqual(one.view);
});

// (A12)
test('is refused for a case that is over, for the version it has, and from all but the administrator', () => {
  const one = accepted();
  one.addCalendar(withoutTuesday);
  expect(refusal(() => one.at('2027-03-25T09:00').act(supervisor(), { type: 'recompute', calendar: 'amended' }))).toBe(
    'actor.wrongRole',
  );
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(administrator, { type: 'recompute', calendar: demonstration.version }),
    ),
  ).toBe('calendar.same');
  one.at('2027-03-25T10:00').act(applicant, { type: 'withdraw' });
  expect(refusal(() => one.at('2027-03-25T11:00').act(administrator, { type: 'recompute', calendar: 'amended' }))).toBe(
    'case.ended',
  );
});

test('a version that does not reach the dues of a case is refused by the case', () => {
  const one = accepted();
  const short = { ...demonstration, version: 'short', publishedYears: [2015], overrides: [] };
  expect(refusal(() => publish(one, '2027-03-25T09:00', short))).toBe('calendar.unpublished');
  expect(one.view.calendar).toBe(demonstration.version);
});
