import { compileCalendar } from '../../domain/calendar/calendar.ts';
import { parseDay } from '../../domain/calendar/day.ts';
import { shippedCalendar } from '../../cli/deadline/calendars.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { type ClockFacts, dueOf, parseAnchor, parsePause } from '../../domain/clock/clock.ts';
import type { Limit } from '../../domain/clock/limit.ts';

const calendar = compileCalendar(demonstration);
const due = (limit: Limit, more: Partial<ClockFacts> = {}) =>
  dueOf(calendar, {
    anchor: parseAnchor(calendar, '2027-03-24'),
    limit,
    party: 'agency',
    pauses: [],
    extensions: [],
    warns: false,
    ...more,
  });

/** What is refused, in the domain, on the command line and over GraphQL. */
export interface Refusal {
  readonly what: string;
  /** The rule. */
  readonly code: string;
  readonly domain: () => unknown;
  readonly command: readonly string[];
  /** Arguments of `previewDeadline`. */
  readonly graphql: string;
}

export const refusals: readonly Refusal[] = [
  {
    what: 'year 10000',
    code: 'day.invalid',
    domain: () => parseDay('10000-01-01'),
    command: ['10000-01-01', '5WD'],
    graphql: 'on: "10000-01-01", limit: { unit: WD, n: 5 }',
  },
  {
    what: 'an instant of the year 10000',
    code: 'day.invalid',
    domain: () => parseAnchor(calendar, '10000-01-01T09:00'),
    command: ['10000-01-01T09:00', '5WD'],
    graphql: 'at: "10000-01-01T09:00:00Z", limit: { unit: WD, n: 5 }',
  },
  {
    what: 'a day that does not exist',
    code: 'day.invalid',
    domain: () => parseDay('2026-02-30'),
    command: ['2026-02-30', '5WD'],
    graphql: 'on: "2026-02-30", limit: { unit: WD, n: 5 }',
  },
  {
    what: 'a limit of none',
    code: 'limit.notPositive',
    domain: () => due({ unit: 'WD', n: 0 }),
    command: ['2027-03-24', '0WD'],
    graphql: 'on: "2027-03-24", limit: { unit: WD, n: 0 }',
  },
  {
    what: 'a negative limit',
    code: 'limit.notPositive',
    domain: () => due({ unit: 'ND', n: -3 }),
    command: ['2027-03-24', '-3ND'],
    graphql: 'on: "2027-03-24", limit: { unit: ND, n: -3 }',
  },
  {
    what: 'a part of a working day',
    code: 'limit.notPositive',
    domain: () => due({ unit: 'WD', n: 1.5 }),
    command: ['2027-03-24', '1.5WD'],
    graphql: 'on: "2027-03-24", limit: { unit: WD, n: 1.5 }',
  },
  {
    what: 'a part of a minute',
    code: 'limit.notPositive',
    domain: () => due({ unit: 'WH', n: 0.001 }),
    command: ['2027-03-24', '0.001WH'],
    graphql: 'on: "2027-03-24", limit: { unit: WH, n: 0.001 }',
  },
  {
    what: 'a pause that ends before it starts',
    code: 'pause.endsBeforeStart',
    domain: () => due({ unit: 'WD', n: 5 }, { pauses: [parsePause(calendar, '2027-03-26', '2027-03-25')] }),
    command: ['2027-03-24', '5WD', '--pause', '2027-03-26/2027-03-25'],
    graphql: 'on: "2027-03-24", limit: { unit: WD, n: 5 }, pauses: [{ fromDay: "2027-03-26", toDay: "2027-03-25" }]',
  },
  {
    what: 'an extension in another unit',
    code: 'extension.unit',
    domain: () => due({ unit: 'WD', n: 5 }, { extensions: [{ unit: 'ND', n: 5 }] }),
    command: ['2027-03-24', '5WD', '--extend', '5ND'],
    graphql: 'on: "2027-03-24", limit: { unit: WD, n: 5 }, extension: { unit: ND, n: 5 }',
  },
  {
    what: 'a calendar that does not exist',
    code: 'calendar.unknown',
    domain: () => shippedCalendar('mars'),
    command: ['2027-03-24', '5WD', '--calendar', 'mars'],
    graphql: 'on: "2027-03-24", limit: { unit: WD, n: 5 }, calendar: "mars"',
  },
  {
    what: 'thirty years that nobody has published',
    code: 'calendar.unpublished',
    domain: () => due({ unit: 'MONTH', n: 360 }),
    command: ['2027-03-24', '360MONTH', '--calendar', 'demonstration'],
    graphql: 'on: "2027-03-24", limit: { unit: MONTH, n: 360 }',
  },
  {
    what: 'an anchor before the calendar',
    code: 'calendar.unpublished',
    domain: () => due({ unit: 'NH', n: 1 }, { anchor: parseAnchor(calendar, '2014-12-30') }),
    command: ['2014-12-30', '1NH'],
    graphql: 'on: "2014-12-30", limit: { unit: NH, n: 1 }',
  },
];
