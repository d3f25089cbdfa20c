import { expect, test } from 'vitest';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { type ClockFacts, dueOf, parseAnchor } from '../../domain/clock/clock.ts';
import {
  calendarDays,
  clockHours,
  halfDays,
  type Limit,
  months,
  onDay,
  workingDays,
  workingHours,
} from '../../domain/clock/limit.ts';
import { at, calendar, facts, pause } from './cases.ts';

const due = (anchor: string, limit: Limit, more: Partial<ClockFacts> = {}): string =>
  formatInstant(dueOf(calendar, facts(anchor, limit, more)).at).slice(0, 16);

// (T13)
test("an agency's last day ends at close of business, an applicant's at 24:00", () => {
  for (const limit of [workingDays(5), calendarDays(7), onDay('2026-03-09')]) {
    expect(due('2026-03-02', limit)).toBe('2026-03-09T17:30');
    const applicant = dueOf(calendar, facts('2026-03-02', limit, { party: 'applicant' }));
    expect(formatInstant(applicant.at)).toBe('2026-03-10T00:00:00+08:00');
    expect(formatDay(applicant.day)).toBe('2026-03-09');
  }
});

// (T6)
test("the anchor's own date is not counted, at whatever hour; from a Saturday one working day is Monday", () => {
  expect(due('2026-03-02T00:00', workingDays(1))).toBe('2026-03-03T17:30');
  expect(due('2026-03-02T23:59', workingDays(1))).toBe('2026-03-03T17:30');
  expect(due('2026-03-07', workingDays(1))).toBe('2026-03-09T17:30');
});

// (T14)
test('what is filed off hours keeps its date, or by policy counts as filed on the next working day', () => {
  const next = { filedOffHours: 'nextWorkday' } as const;
  expect(due('2026-03-06T17:29', workingDays(1), next)).toBe('2026-03-09T17:30');
  expect(due('2026-03-06T17:30', workingDays(1))).toBe('2026-03-09T17:30');
  expect(due('2026-03-06T17:30', workingDays(1), next)).toBe('2026-03-10T17:30');
  expect(due('2026-03-07T10:00', workingDays(1), next)).toBe('2026-03-10T17:30');
  expect(due('2026-03-06T07:00', workingDays(1), next)).toBe('2026-03-09T17:30');
  expect(due('2026-03-07T10:00', calendarDays(1), next)).toBe('2026-03-10T17:30');
  expect(due('2026-02-28T20:00', months(1))).toBe('2026-03-30T17:30');
  expect(due('2026-02-28T20:00', months(1), next)).toBe('2026-04-02T17:30');
  expect(due('2026-03-06T20:00', clockHours(1), next)).toBe('2026-03-06T21:00');
});

// (T12)
test('a fixed date neither rolls nor pauses nor extends', () => {
  const more = { pauses: [pause('2026-03-03', '2026-03-20')], extensions: [workingDays(5)] };
  expect(due('2026-03-02', onDay('2026-03-08'), more)).toBe('2026-03-08T17:30');
  expect(
    dueOf(calendar, facts('2026-03-02', onDay('2026-03-08'), { pauses: [{ from: at('2026-03-03') }] })).projected,
  ).toBe(false);
});

// (T10)
test('clock hours count every minute and never roll', () => {
  expect(due('2026-02-13T18:10', clockHours(48))).toBe('2026-02-15T18:10');
  expect(due('2026-03-02T10:00', clockHours(2), { pauses: [pause('2026-03-02T11:00', '2026-03-03T11:00')] })).toBe(
    '2026-03-03T12:00',
  );
  expect(formatDay(dueOf(calendar, facts('2026-03-02T10:00', clockHours(14))).day)).toBe('2026-03-02');
});

// (T9)
test('working hours lose the business minutes of a pause', () => {
  const paused = (from: string, to: string) => due('2026-03-04T10:00', workingHours(4), { pauses: [pause(from, to)] });
  expect(paused('2026-03-04T17:30', '2026-03-04T20:00')).toBe('2026-03-04T15:30');
  expect(paused('2026-03-04T11:00', '2026-03-04T14:30')).toBe('2026-03-04T17:30');
  expect(paused('2026-03-04T15:29', '2026-03-05T09:30')).toBe('2026-03-05T09:31');
  expect(paused('2026-03-04T15:30', '2026-03-05T09:30')).toBe('2026-03-04T15:30');
});

// (T11)
test('half a working day ends at noon or at close, and loses the halves from the pause to the resumption', () => {
  expect(due('2026-03-04T08:00', halfDays(1))).toBe('2026-03-04T17:30');
  const paused = (n: number, from: string, to: string) =>
    due('2026-03-04T10:00', halfDays(n), { pauses: [pause(from, to)] });
  expect(paused(2, '2026-03-04T11:00', '2026-03-04T11:30')).toBe('2026-03-05T12:00');
  expect(paused(2, '2026-03-04T11:00', '2026-03-04T14:00')).toBe('2026-03-05T17:30');
  expect(paused(2, '2026-03-04T18:00', '2026-03-05T14:00')).toBe('2026-03-05T17:30');
  expect(paused(1, '2026-03-04T14:00', '2026-03-06T10:00')).toBe('2026-03-06T12:00');
  expect(paused(1, '2026-03-04T17:30', '2026-03-06T10:00')).toBe('2026-03-04T17:30');
});

// (C4)
test('a pause opened in time on the due day moves due to the resume day, rolled; from due on it does not', () => {
  const five = (...pauses: readonly (readonly [string, string])[]) =>
    due('2026-03-02', workingDays(5), { pauses: pauses.map(([from, to]) => pause(from, to)) });
  expect(five(['2026-03-09T17:29', '2026-03-18T08:00'])).toBe('2026-03-18T17:30');
  expect(five(['2026-03-09T17:30', '2026-03-18T08:00'])).toBe('2026-03-09T17:30');
  // Over before the close, it moves nothing; over at the close or after it, due would have come inside of it.
  expect(five(['2026-03-09T10:00', '2026-03-09T17:29'])).toBe('2026-03-09T17:30');
  expect(five(['2026-03-09T10:00', '2026-03-09T17:30'])).toBe('2026-03-10T17:30');
  expect(five(['2026-03-09T10:00', '2026-03-09T23:00'])).toBe('2026-03-10T17:30');
  expect(five(['2026-03-09T10:00', '2026-03-13T17:30'])).toBe('2026-03-16T17:30');
  expect(five(['2026-03-09T10:00', '2026-03-14T10:00'])).toBe('2026-03-16T17:30');
  // Resumed on Saturday, so due on Monday: a pause that begins before that Monday's close moves it again.
  expect(five(['2026-03-09T10:00', '2026-03-14T10:00'], ['2026-03-15T10:00', '2026-03-18T10:00'])).toBe(
    '2026-03-18T17:30',
  );
  expect(five(['2026-03-09T10:00', '2026-03-14T10:00'], ['2026-03-16T10:00', '2026-03-18T10:00'])).toBe(
    '2026-03-18T17:30',
  );
  expect(five(['2026-03-09T10:00', '2026-03-14T10:00'], ['2026-03-16T18:00', '2026-03-18T10:00'])).toBe(
    '2026-03-16T17:30',
  );
  expect(
    due('2026-03-02', workingDays(5), { party: 'applicant', pauses: [pause('2026-03-09T20:00', '2026-03-18T10:00')] }),
  ).toBe('2026-03-19T00:00');
});

// (T7)
test('calendar days and months gain the paused days, then roll; a pause at the end moves to the resume day', () => {
  const ten = (from: string, to: string) => due('2026-03-04', calendarDays(10), { pauses: [pause(from, to)] });
  expect(ten('2026-03-05', '2026-03-07')).toBe('2026-03-16T17:30');
  expect(ten('2026-03-05', '2026-03-09')).toBe('2026-03-18T17:30');
  expect(ten('2026-03-14', '2026-03-19')).toBe('2026-03-19T17:30');
  expect(ten('2026-03-15', '2026-03-19')).toBe('2026-03-19T17:30');
  expect(ten('2026-03-16', '2026-03-21')).toBe('2026-03-23T17:30');
  expect(ten('2026-03-16T17:30', '2026-03-21')).toBe('2026-03-16T17:30');
  expect(due('2026-02-10', months(1), { pauses: [pause('2026-02-26', '2026-03-05')] })).toBe('2026-03-17T17:30');
});

// (C5)
test("while a pause is open due is projected to the special procedure's own due", () => {
  const open = (limit: Limit, from: string, until?: string) =>
    dueOf(
      calendar,
      facts('2026-03-02', limit, {
        pauses: [{ from: at(from), ...(until === undefined ? {} : { until: at(until) }) }],
      }),
    );
  expect(open(workingDays(20), '2026-03-05', '2026-03-26')).toMatchObject({
    at: at('2026-04-21T17:30'),
    projected: true,
  });
  expect(open(workingDays(20), '2026-03-05')).toMatchObject({ at: at('2026-03-30T17:30'), projected: true });
  expect(open(workingDays(20), '2026-03-01')).toMatchObject({ projected: true });
  expect(open(workingDays(5), '2026-03-09', '2026-03-20')).toMatchObject({
    at: at('2026-03-20T17:30'),
    projected: true,
  });
  expect(open(workingDays(5), '2026-03-09T17:30', '2026-03-20')).toMatchObject({
    at: at('2026-03-09T17:30'),
    projected: false,
  });
  for (const limit of [workingHours(50), clockHours(500), halfDays(20), calendarDays(20), months(1)]) {
    expect(open(limit, '2026-03-05', '2026-03-26').projected).toBe(true);
    expect(open(limit, '2026-05-30').projected).toBe(false);
  }
  expect(open(workingDays(20), '2026-03-05'), 'without an end in sight no date is told, and why').toMatchObject({
    openSince: at('2026-03-05'),
    provisional: { code: 'pauseOpen' },
  });
  expect(
    [open(workingDays(20), '2026-03-05', '2026-03-26'), open(workingDays(5), '2026-03-09T17:30')].map(
      each => each.openSince,
    ),
    'with an end, or after the due',
  ).toEqual([undefined, undefined]);
  expect(
    dueOf(calendar, facts('2026-12-01', workingDays(40), { pauses: [{ from: at('2026-12-03') }] })).provisional,
    'that no date is known comes before that it may change',
  ).toEqual({ code: 'pauseOpen' });
  const both = [{ from: at('2026-03-05'), until: at('2026-03-10') }, { from: at('2026-03-09') }];
  expect(
    dueOf(calendar, facts('2026-03-02', workingDays(20), { pauses: both })).openSince,
    'one that lies in another with an end',
  ).toBe(at('2026-03-05'));
  const ended = facts('2026-03-02', workingDays(20), {
    pauses: [{ ...pause('2026-03-05', '2026-03-12'), until: at('2026-03-26') }],
  });
  expect(dueOf(calendar, ended)).toMatchObject({ at: at('2026-04-07T17:30'), projected: false });
});

test('an extension counts on from the original anchor', () => {
  expect(due('2026-08-31', workingDays(20), { extensions: [workingDays(10)] })).toBe(
    due('2026-08-31', workingDays(30)),
  );
  expect(due('2026-01-31', months(1), { extensions: [months(1)] })).toBe('2026-03-31T17:30');
});

test('a moment given by day stands for its opening', () => {
  expect(formatInstant(parseAnchor(calendar, '2026-03-02'))).toBe('2026-03-02T09:00:00+08:00');
  expect(formatInstant(parseAnchor(calendar, '2026-03-02T10:30'))).toBe('2026-03-02T10:30:00+08:00');
});
