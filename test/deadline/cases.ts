import fc from 'fast-check';
import { cn } from '../../domain/calendar/published.ts';
import { type Calendar, type CalendarData, compileCalendar } from '../../domain/calendar/calendar.ts';
import { formatDay, type Instant, instantAt, parseDay, yearOfDay } from '../../domain/calendar/day.ts';
import type { BusinessHours } from '../../domain/calendar/office-hours.ts';
import { type ClockFacts, parseAnchor, type Pause } from '../../domain/clock/clock.ts';
import type { Limit, Unit } from '../../domain/clock/limit.ts';

export const calendar = compileCalendar(cn);

/** An instant or a day of `cn`; a day stands for its opening. */
export const at = (text: string): Instant => parseAnchor(calendar, text);

/** An agency's warned clock without pauses and extensions, save what is given. */
export const facts = (anchor: string, limit: Limit, more: Partial<ClockFacts> = {}): ClockFacts => ({
  anchor: at(anchor),
  limit,
  party: 'agency',
  pauses: [],
  extensions: [],
  warns: true,
  ...more,
});

export const pause = (from: string, to: string): Pause => ({ from: at(from), to: at(to) });

export const counted = ['WD', 'ND', 'MONTH', 'WH', 'NH', 'HALF_DAY'] as const;

const first = parseDay('2015-01-01');
const last = parseDay('2027-12-31');
const years = Array.from({ length: 13 }, (_, index) => 2015 + index);

const segments = {
  usual: cn.businessHours[0]!.segments,
  summer: [
    [540, 720],
    [900, 1080],
  ],
  early: [
    [480, 690],
    [780, 930],
  ],
  through: [[510, 990]],
  morning: [[540, 720]],
  shortMorning: [[540, 690]],
  afternoon: [[810, 1050]],
  threeParts: [
    [480, 600],
    [630, 750],
    [840, 1080],
  ],
} satisfies Readonly<Record<string, BusinessHours['segments']>>;

/** Office hours that change on dates near a clock: seasons, weekdays, single days, days with one half. */
const anyHoursNear = (near: number): fc.Arbitrary<readonly BusinessHours[]> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant(cn.businessHours) },
    {
      weight: 2,
      arbitrary: fc
        .array(
          fc.record({
            offset: fc.integer({ min: -20, max: 30 }),
            length: fc.constantFrom(0, 0, 5, 20, undefined),
            weekdays: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }), {
              nil: undefined,
            }),
            segments: fc.constantFrom(...Object.values<BusinessHours['segments']>(segments)),
          }),
          { minLength: 1, maxLength: 4 },
        )
        .map(list => [
          ...cn.businessHours,
          ...list.map(({ offset, length, weekdays, segments: own }) => ({
            from: formatDay(near + offset),
            ...(length !== undefined && { to: formatDay(near + offset + length) }),
            ...(weekdays && { weekdays }),
            segments: own,
          })),
        ]),
    },
  );

/** A calendar of 2015 to 2027 with any dates overridden; those of one run lie close, so that they meet the clock. */
const anyCalendarNear = (near: number): fc.Arbitrary<CalendarData> =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: -5, max: 40 }), { maxLength: 15 }),
      anyHoursNear(near),
      fc.constantFrom(undefined, yearOfDay(near), yearOfDay(near) + 1),
    )
    .chain(([offsets, businessHours, unpublished]) =>
      fc.tuple(...offsets.map(() => fc.boolean())).map(flags => ({
        id: 'any',
        version: '1',
        title: 'any',
        firstYear: 2015,
        publishedYears: years.filter(year => year !== unpublished),
        businessHours,
        overrides: offsets.map((offset, index) => ({
          day: formatDay(near + offset),
          working: flags[index] === true,
          name: 'x',
        })),
      })),
    );

/** An instant at a whole minute, half of them at moments where rules change. */
const anyMinute = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  fc.constantFrom(0, 539, 540, 719, 720, 809, 810, 1049, 1050, 1051, 1439),
);
export const anyDay = fc.integer({ min: first + 10, max: last - 120 });
const anyUnit: fc.Arbitrary<Exclude<Unit, 'DATE'>> = fc.constantFrom(...counted);
export const sizeOf = { WD: 25, ND: 30, MONTH: 2, WH: 80, NH: 400, HALF_DAY: 25 } as const;

const anyPauses = (day: number): fc.Arbitrary<readonly Pause[]> =>
  fc
    .array(
      fc.record({
        start: fc.integer({ min: -3, max: 35 }),
        length: fc.integer({ min: 0, max: 8 }),
        a: anyMinute,
        b: anyMinute,
      }),
      { maxLength: 4 },
    )
    .map(list =>
      list.map(({ start, length, a, b }) => ({
        from: instantAt(day + start, length === 0 ? Math.min(a, b) : a),
        to: instantAt(day + start + length, length === 0 ? Math.max(a, b) : b),
      })),
    );

/** A counterexample names what is overridden, not every day. */
const shortly = (data: CalendarData): Calendar =>
  Object.assign(compileCalendar(data), {
    [fc.toStringMethod]: () =>
      data === cn
        ? 'cn'
        : JSON.stringify([
            data.overrides.map(({ day, working }) => `${day} ${working ? 'working' : 'off'}`),
            data.businessHours,
            years.filter(year => !data.publishedYears.includes(year)),
          ]),
  });

/** The last pause of a clock may still be open: with a special procedure's own end, or without any. */
const anyOpening = fc.constantFrom('closed', 'closed', 'closed', 'until', 'endless');
const opened = (pauses: readonly Pause[], how: string): readonly Pause[] =>
  how === 'closed'
    ? pauses
    : pauses.map((pause, index) =>
        index < pauses.length - 1
          ? pause
          : { from: pause.from, ...(how === 'until' && { until: pause.to ?? pause.from }) },
      );

export interface Case {
  readonly calendar: Calendar;
  readonly facts: ClockFacts;
}

const policies = {
  filedOffHours: fc.constantFrom('keepDate', 'nextWorkday'),
  endOfDay: fc.constantFrom('close', 'midnight'),
  halfDay: fc.constantFrom('byHalves', 'byHalves', 'byMinutes'),
} as const;

/** A clock of any kind on any calendar: units, parties, policies, pauses, extensions. */
export const anyCase = (
  units: fc.Arbitrary<Exclude<Unit, 'DATE'>> = anyUnit,
  openings: fc.Arbitrary<string> = anyOpening,
): fc.Arbitrary<Case> =>
  fc.tuple(anyDay, units).chain(([day, unit]) =>
    fc.record({
      calendar: fc.oneof(fc.constant(cn), anyCalendarNear(day)).map(shortly),
      facts: fc.record({
        anchor: anyMinute.map(minute => instantAt(day, minute)),
        limit: fc.integer({ min: 1, max: sizeOf[unit] }).map((n): Limit => ({ unit, n })),
        party: fc.constantFrom('agency', 'applicant'),
        pauses: fc.tuple(anyPauses(day), openings).map(([pauses, how]) => opened(pauses, how)),
        extensions: fc.array(
          fc.integer({ min: 1, max: 5 }).map((n): Limit => ({ unit, n })),
          { maxLength: 2 },
        ),
        ...policies,
        warns: fc.boolean(),
      }),
    }),
  );
