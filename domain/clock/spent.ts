import type { Calendar } from '../calendar/calendar.ts';
import { dayOf, type Instant, millisecondsPerMinute } from '../calendar/day.ts';
import { axisOf, halfBegun } from './axis.ts';
import { calendarDaysOf, dueOfTerms } from './due.ts';
import { type ClockFacts, endOf, type Terms, termsOf } from './facts.ts';
import { minutesOf } from './limit.ts';

/**
 * What a clock has used and has left, in the limit's own unit: working days, half days, calendar days (`MONTH` and
 * `DATE` too: up to the unrolled last day), whole minutes for `WH` and `NH`. A day or half begun counts as used, a
 * paused one does not; a morning begins at opening and an afternoon at noon, so none by night. Of halves by minutes
 * those count that are full.
 */
export interface Spent {
  readonly elapsed: number;
  /** Below 0 when late, and then by 1 at least. */
  readonly remaining: number;
  /** `elapsed + remaining`, always. (C13) */
  readonly total: number;
}

/** What is spent at `now`, by the pauses that had begun by then. */
export function spentOf(calendar: Calendar, facts: ClockFacts, now: Instant): Spent {
  const begun = facts.limit.unit === 'DATE' ? [] : facts.pauses.filter(({ from }) => from <= now);
  const terms = termsOf(calendar, {
    ...facts,
    pauses: begun.map(pause => ({ from: pause.from, to: Math.min(endOf(pause), now) })),
  });
  const due = dueOfTerms(terms);
  const { through, begun: lastBegun = through, unit } = meterOf(terms);
  const total = totalOf(terms);
  // Nothing breaches while paused, and a pause opened after the due instant is none.
  const paused = begun.some(pause => endOf(pause) > now && Math.max(pause.from, terms.anchor) < due.at);
  if (now > due.at && !paused) {
    const late = Math.max(1, Math.floor((lastBegun(now) - through(due.at - 1)) / unit));
    return { elapsed: total + late, remaining: -late, total };
  }
  const reached = lastBegun(Math.max(now, terms.anchor));
  let counted = reached - through(terms.anchor);
  for (const { from, to } of terms.spans) counted -= Math.max(0, Math.min(through(to), reached) - through(from));
  const elapsed = Math.max(0, Math.min(total, Math.floor(counted / unit)));
  return { elapsed, remaining: total - elapsed, total };
}

interface Meter {
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
      return { unit: 1, through: instant => terms.calendar.workingDaysThrough(dayOf(instant)) };
    case 'ND':
    case 'MONTH':
    case 'DATE':
      return { unit: 1, through: dayOf };
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

function totalOf(terms: Terms): number {
  const { limit } = terms;
  if (limit.unit === 'WH' || limit.unit === 'NH') return minutesOf(limit.n);
  return calendarDaysOf(terms);
}
