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
export function axisOf({ calendar, limit, halfDay }: Pick<Terms, 'calendar' | 'limit' | 'halfDay'>): Axis {
  if (limit.unit === 'NH') return { unit: hour, through: instant => instant, at: position => position };
  if (limit.unit !== 'HALF_DAY') return businessOf(calendar);
  return halfDay === 'byHalves' ? halvesOf(calendar) : { ...businessOf(calendar), unit: calendar.hours.length / 2 };
}

/** Business milliseconds. */
export const businessOf = (calendar: Calendar): Axis => ({
  unit: hour,
  through: calendar.businessThrough,
  at: calendar.businessInstant,
});

/**
 * Halves of working days: odd ones end at noon, even ones at close; a closed instant belongs to the next opening's
 * half.
 */
const halvesOf = (calendar: Calendar): Axis => ({
  unit: 1,
  through(instant) {
    const day = dayOf(instant);
    const days = calendar.workingDaysThrough(day);
    const minute = minuteOfDay(instant);
    if (!calendar.isWorking(day) || minute >= calendar.hours.close) return 2 * days + 1;
    return minute < calendar.hours.noon ? 2 * days - 1 : 2 * days;
  },
  at: half =>
    instantAt(calendar.workingDay(Math.ceil(half / 2)), half % 2 === 1 ? calendar.hours.noon : calendar.hours.close),
});

/** The last half that has begun: a morning at opening, an afternoon at noon. */
export function halfBegun({ isWorking, workingDaysThrough, hours }: Calendar, instant: Instant): number {
  const [day, minute] = [dayOf(instant), minuteOfDay(instant)];
  const halves = 2 * workingDaysThrough(day);
  if (!isWorking(day) || minute >= hours.noon) return halves;
  return minute >= hours.opening ? halves - 1 : halves - 2;
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
