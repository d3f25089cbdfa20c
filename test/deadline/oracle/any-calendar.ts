import fc from 'fast-check';
import type { CalendarData, Override } from '../../../domain/calendar/calendar.ts';
import type { BusinessHours } from '../../../domain/calendar/office-hours.ts';
import { overlay } from '../../../domain/calendar/overlay.ts';
import { cn } from '../../../domain/calendar/published.ts';
import { dayFrom, textOf, yearIn } from './dates.ts';

const [first, last] = [dayFrom('2015-02-01'), dayFrom('2028-04-01')];
const busy = ['2020-01-24', '2024-10-01', '2025-01-28', '2026-02-14', '2026-09-25', '2026-12-19', '2027-02-05'];

const [firstFar, lastFar] = [dayFrom('2029-01-01'), dayFrom('2098-06-30')];

/** A day of 2015 to 2028, many near one on which much happens, or of the years to 2098 that nobody announced yet. */
export const anyDay: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: firstFar, max: lastFar }),
  fc.integer({ min: first, max: last }),
  fc.tuple(fc.constantFrom(...busy), fc.integer({ min: -8, max: 8 })).map(([text, offset]) => dayFrom(text) + offset),
);

const segments: Readonly<Record<string, BusinessHours['segments']>> = {
  usual: [
    [540, 720],
    [810, 1050],
  ],
  earlyBreak: [
    [510, 690],
    [840, 1080],
  ],
  shortDay: [
    [540, 720],
    [780, 960],
  ],
  fourParts: [
    [540, 600],
    [630, 690],
    [800, 900],
    [930, 1020],
  ],
  lateBreak: [
    [480, 600],
    [630, 750],
    [840, 1080],
  ],
  throughNoon: [[480, 960]],
  morning: [[540, 720]],
  afternoon: [[810, 1050]],
  tillMidnight: [
    [600, 660],
    [840, 1440],
  ],
  dayAndNight: [[0, 1440]],
};
const anySegments = fc.constantFrom(...Object.values(segments));
const anyWeekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

/** Seasons, weekdays and single days of other hours. */
const anyHours = (near: number): fc.Arbitrary<BusinessHours> =>
  fc
    .record({
      offset: fc.option(fc.integer({ min: -20, max: 30 }), { nil: undefined }),
      length: fc.constantFrom(0, 0, 5, 30, undefined),
      weekdays: fc.option(anyWeekdays, { nil: undefined }),
      segments: anySegments,
    })
    .map(({ offset, length, weekdays, segments: own }) => ({
      ...(offset !== undefined && { from: textOf(near + offset) }),
      ...(offset !== undefined && length !== undefined && { to: textOf(near + offset + length) }),
      ...(weekdays && { weekdays }),
      segments: own,
    }));

/** Days off and on in an order of its own: those of one layer lie close, so that they meet the clock. */
const anyLayer = (near: number): fc.Arbitrary<readonly Override[]> =>
  fc
    .uniqueArray(fc.tuple(fc.integer({ min: -5, max: 40 }), fc.boolean()), { maxLength: 12, selector: ([at]) => at })
    .map(days => days.map(([offset, working]) => ({ day: textOf(near + offset), working, name: 'own' })));

export interface AnyCalendar {
  readonly data: CalendarData;
  /** The country's days, the region's and the organisation's: the later one wins. */
  readonly layers: readonly (readonly Override[])[];
}

const shipped: AnyCalendar = { data: cn, layers: [cn.overrides] };

/** A calendar of later years, the last of which was announced, without a day of its own, up to two years before. */
const farCalendar = (near: number): fc.Arbitrary<AnyCalendar> =>
  fc.record({ ago: fc.integer({ min: 0, max: 2 }), layer: anyLayer(near) }).map(({ ago, layer }) => {
    const published = yearIn(near) - ago;
    const national = { ...cn, firstYear: published - 1, publishedYears: [published - 1, published], overrides: [] };
    const data = overlay(national, { id: 'own', version: '1', title: 'own', overrides: layer });
    return { data, layers: [[], layer] };
  });

/** The shipped calendar, or one with overlays, hours of its own and a year that nobody announced. */
export const anyCalendar = (near: number): fc.Arbitrary<AnyCalendar> =>
  near >= firstFar ? farCalendar(near) : nearCalendar(near);

const nearCalendar = (near: number): fc.Arbitrary<AnyCalendar> =>
  fc.oneof(
    fc.constant(shipped),
    fc
      .record({
        base: anySegments,
        hours: fc.array(anyHours(near), { maxLength: 4 }),
        region: anyLayer(near),
        organisation: anyLayer(near),
        unpublished: fc.constantFrom(undefined, undefined, 2020, 2024, 2025),
      })
      .map(({ base, hours, region, organisation, unpublished }) => {
        const national = {
          ...cn,
          publishedYears: cn.publishedYears.filter(year => year !== unpublished),
          overrides: cn.overrides.filter(({ day }) => !day.startsWith(String(unpublished))),
          businessHours: [{ segments: base }, ...hours],
        };
        const own = { id: 'own', version: '1', title: 'own' };
        return {
          data: overlay(overlay(national, { ...own, overrides: region }), { ...own, overrides: organisation }),
          layers: [national.overrides, region, organisation],
        };
      }),
  );
