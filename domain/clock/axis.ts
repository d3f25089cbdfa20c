import type { Calendar } from '../calendar/calendar.ts';
import { dayOf, type Instant, instantAt, millisecondsPerMinute, minuteOfDay } from '../calendar/day.ts';
import type { Span, Terms } from './facts.ts';

/** The line on which a limit by hours or by halves of days is counted. */
export interface Axis {
  /** Positions to one of the limit's unit. */
  readonly unit: number;
  readonly through: (instant: Instant) => number;
  /** The instant at which a position ends. */
  readonly at: (position: number) => Instant;
}

const hour = 60 * millisecondsPerMinute;

/** So many of the limit's unit as positions. */
export const positionsOf = (axis: Axis, n: number): number => Math.round(n * axis.unit);

/** The axis of `WH`, `NH` or `HALF_DAY`. */
export function axisOf(terms: Pick<Terms, 'calendar' | 'limit' | 'halfDay'>): Axis {
  const { calendar, limit, halfDay } = terms;
  if (limit.unit === 'NH') return { unit: hour, through: instant => instant, at: position => position };
  if (limit.unit !== 'HALF_DAY') return businessOf(calendar);
  return halfDay === 'byHalves' ? halvesOf(calendar) : { ...businessOf(calendar), unit: halfDayOf(terms) };
}

/**
 * The business milliseconds of half a day, by the calendar's ordinary hours: were it those of the anchor's own day, a
 * later anchor could be due earlier where hours change.
 */
export const halfDayOf = ({ calendar: { ordinaryHours } }: Pick<Terms, 'calendar'>): number =>
  ordinaryHours.length / ordinaryHours.halves;

/** Business milliseconds. */
export const businessOf = (calendar: Calendar): Axis => ({
  unit: hour,
  through: calendar.businessThrough,
  at: calendar.businessInstant,
});

/**
 * Halves of working days, ending at noon and at close, an only one at close; a closed instant belongs to the next
 * opening's half.
 */
const halvesOf = (calendar: Calendar): Axis => ({
  unit: 1,
  through(instant) {
    const day = dayOf(instant);
    const last = calendar.halvesThrough(day);
    const hours = calendar.hoursOn(day);
    const minute = minuteOfDay(instant);
    if (!calendar.isWorking(day) || minute >= hours.close) return last + 1;
    return hours.halves === 2 && minute < hours.noon ? last - 1 : last;
  },
  at(half) {
    const day = calendar.dayOfHalf(half);
    const { halves, noon, close } = calendar.hoursOn(day);
    return instantAt(day, halves === 2 && half < calendar.halvesThrough(day) ? noon : close);
  },
});

/** The last half that has begun: a morning at opening, an afternoon at noon; a day's only half at its opening. */
export function halfBegun({ isWorking, halvesThrough, hoursOn }: Calendar, instant: Instant): number {
  const [day, minute] = [dayOf(instant), minuteOfDay(instant)];
  const last = halvesThrough(day);
  const { halves, opening, noon } = hoursOn(day);
  if (!isWorking(day) || minute >= (halves === 2 ? noon : opening)) return last;
  return halves === 2 && minute >= opening ? last - 1 : last - halves;
}

/**
 * The position that lies `amount` unpaused after the anchor. A pause opened when it is already reached changes nothing.
 * (C3)
 */
export function reach(
  axis: Axis,
  anchor: Instant,
  amount: number,
  spans: readonly Span[],
): { readonly position: number; readonly paused: number } {
  let position = axis.through(anchor) + amount;
  let paused = 0;
  for (const { from, to } of spans) {
    if (from >= axis.at(position)) break;
    position += axis.through(to) - axis.through(from);
    paused += 1;
  }
  return { position, paused };
}
