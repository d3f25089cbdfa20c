import type { Calendar } from '../calendar/calendar.ts';
import { type Day, dayEndingAt, dayOf, type Instant, millisecondsPerMinute } from '../calendar/day.ts';
import { defined } from '../defined.ts';
import { axisOf, halfBegun } from './axis.ts';
import { calendarDaysOf, dueOfTerms } from './due.ts';
import { type ClockFacts, endOf, type Pause, type Terms, termsOfSingle } from './facts.ts';
import { minutesOf } from './limit.ts';
import { factsKnownAt } from './nearest.ts';

/**
 * What a clock has used and has left, in the limit's own unit (of the earlier of two in that of the one due first):
 * working days, half days, calendar days (`MONTH` and `DATE` too: up to the unrolled last day), whole minutes for `WH`
 * and `NH`. A day or half begun counts as used, a paused one does not; a morning begins at opening and an afternoon at
 * noon, so none by night. Of halves by minutes those count that are full.
 */
export interface Spent {
  readonly elapsed: number;
  /** Below 0 when late, and then by 1 at least. */
  readonly remaining: number;
  /** `elapsed + remaining`, always. (C13) */
  readonly total: number;
}

/**
 * What is spent at `now`, by the pauses that had begun by then; `isDayEnd`: `now` is the 24:00 of a day, and the next
 * one has not begun.
 */
export function spentOf(calendar: Calendar, facts: ClockFacts, now: Instant, isDayEnd = false): Spent {
  const known = factsKnownAt(calendar, facts, now);
  const begun = known.limit.unit === 'DATE' ? [] : known.pauses;
  const terms = termsOfSingle(calendar, { ...known, pauses: begun.map(pause => cutAt(pause, now, isDayEnd)) });
  const due = dueOfTerms(terms);
  const { through, begun: lastBegun = through, unit, throughDay } = meterOf(terms);
  const today = isDayEnd ? dayEndingAt(now) : dayOf(now);
  const reachedBy = (instant: Instant): number => (throughDay ? throughDay(today) : lastBegun(instant));
  const total = totalOf(terms);
  // Nothing breaches while paused, and a pause opened after the due instant is none.
  const paused = begun.some(pause => endOf(pause) > now && Math.max(pause.from, terms.anchor) < due.at);
  if (now > due.at && !paused) {
    const late = Math.max(1, Math.floor((reachedBy(now) - through(due.at - 1)) / unit));
    return { elapsed: total + late, remaining: -late, total };
  }
  const started = throughDay ? throughDay(terms.anchorDay) : through(terms.anchor);
  const reached = Math.max(started, reachedBy(Math.max(now, terms.anchor)));
  let counted = reached - started;
  for (const span of terms.spans) {
    const [first, last] = throughDay
      ? [throughDay(span.firstDay), throughDay(span.lastDay)]
      : [through(span.from), through(span.to)];
    counted -= Math.max(0, Math.min(last, reached) - first);
  }
  const elapsed = Math.max(0, Math.min(total, Math.floor(counted / unit)));
  return { elapsed, remaining: total - elapsed, total };
}

/** A pause as far as it has lasted at an instant. */
function cutAt(pause: Pause, now: Instant, isDayEnd: boolean): Pause {
  if (endOf(pause) <= now) return pause;
  const { from, isFromDayEnd } = pause;
  return { from, to: now, ...defined({ isFromDayEnd, isToDayEnd: isDayEnd || undefined }) };
}

interface Meter {
  /** Of a limit by days, the days. */
  readonly throughDay?: (day: Day) => number;
  readonly unit: number;
  readonly through: (instant: Instant) => number;
  /**
   * The last that has begun, where that is not the one to which an anchor belongs: by night an anchor is in the next
   * opening's half.
   */
  readonly begun?: (instant: Instant) => number;
}

function meterOf(terms: Terms): Meter {
  switch (terms.limit.unit) {
    case 'WD':
      return byDays(terms.calendar.workingDaysThrough);
    case 'ND':
    case 'MONTH':
    case 'DATE':
      return byDays(day => day);
    case 'HALF_DAY':
      return {
        ...axisOf(terms),
        ...(terms.halfDay === 'byHalves' && { begun: (instant: Instant) => halfBegun(terms.calendar, instant) }),
      };
    case 'WH':
    case 'NH':
      return { unit: millisecondsPerMinute, through: axisOf(terms).through };
  }
}

const byDays = (throughDay: (day: Day) => number): Meter => ({
  unit: 1,
  through: instant => throughDay(dayOf(instant)),
  throughDay,
});

function totalOf(terms: Terms): number {
  const { limit } = terms;
  if (limit.unit === 'WH' || limit.unit === 'NH') return minutesOf(limit.n);
  return calendarDaysOf(terms);
}
