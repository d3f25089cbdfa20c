import { expect, test } from 'vitest';
import { compileCalendar, type Calendar } from '../../domain/calendar/calendar.ts';
import { formatDay, formatInstant } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import { cn } from '../../domain/calendar/published.ts';
import { anchorIn, dueOf, parsePause, type ClockFacts, type Party } from '../../domain/clock/clock.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import { Refused } from '../../domain/refusal.ts';
import file from './calendar-vectors.json' with { type: 'json' };

interface CalendarVector {
  readonly id: string;
  readonly calendar: keyof typeof file.calendars;
  readonly anchor: string;
  readonly limit: Exclude<Limit, { unit: 'DATE' }>;
  readonly party?: Party;
  readonly pauses?: readonly { readonly from: string; readonly to: string }[];
  readonly dueOn?: string;
  readonly dueAt?: string;
  /** Why the date may still move. */
  readonly provisional?: string;
  /** The day that no calendar reaches. */
  readonly refused?: string;
}
// A JSON import types `unit` as string; the file is the authority on its own shape.
const vectors = file.vectors as readonly CalendarVector[];

const calendars = new Map(
  Object.entries(file.calendars).map(([name, { about: title, ...own }]): readonly [string, Calendar] => {
    const overlaid = { calendar: name, version: name, title, on: 'cn', years: {}, ...own } as unknown as CalendarFile;
    return [name, compileCalendar(name === 'cn' ? cn : calendarOf(overlaid, cn))];
  }),
);

const factsOf = (calendar: Calendar, { anchor, limit, party = 'agency', pauses = [] }: CalendarVector): ClockFacts => ({
  ...anchorIn(calendar, anchor),
  limit,
  party,
  pauses: pauses.map(({ from, to }) => parsePause(calendar, from, to)),
  extensions: [],
  warns: false,
});

/** What a clock comes to, in the words of a vector. */
function answerOf(vector: CalendarVector): Partial<CalendarVector> {
  const calendar = calendars.get(vector.calendar)!;
  try {
    const due = dueOf(calendar, factsOf(calendar, vector));
    return {
      ...(vector.dueOn !== undefined && { dueOn: formatDay(due.day) }),
      ...(vector.dueAt !== undefined && { dueAt: formatInstant(due.at).slice(0, 16) }),
      ...(due.provisional && { provisional: due.provisional.code }),
    };
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'calendar.unpublished') throw error;
    return { refused: JSON.stringify(error.params) };
  }
}

test('there are vectors of hours, of units, of years without a notice and of 24:00, each with an answer', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(25);
  expect(new Set(vectors.map(({ id }) => id)).size).toBe(vectors.length);
  const unanswered = vectors.filter(({ dueOn, dueAt, refused }) => (dueOn ?? dueAt ?? refused) === undefined);
  expect(unanswered).toEqual([]);
});

test.each(vectors)('$id: $limit.n $limit.unit from $anchor by $calendar ends where the vector says', vector => {
  const { dueOn, dueAt, provisional, refused } = vector;
  const expected = Object.entries({ dueOn, dueAt, provisional }).filter(([, value]) => value !== undefined);
  const { refused: found, ...answer } = answerOf(vector);
  expect(answer).toEqual(Object.fromEntries(expected));
  expect(found ?? '').toContain(refused ?? '');
  expect(found === undefined).toBe(refused === undefined);
});
