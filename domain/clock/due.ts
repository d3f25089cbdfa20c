import type { Calendar } from '../calendar/calendar.ts';
import type { Provisional } from '../calendar/provisional.ts';
import { addMonths, type Day, dayEndingAt, type Instant, parseDay } from '../calendar/day.ts';
import { firstRules, lastDayByFirstRules } from './first-rules.ts';
import { type Axis, axisOf, positionsOf, reach } from './axis.ts';
import { endOn, type Terms } from './facts.ts';

/** When a clock ends. */
export interface Due {
  /** The last instant in time; an applicant's is the 24:00 of `day`, which is also the next day's 00:00. */
  readonly at: Instant;
  /** The last day. */
  readonly day: Day;
  /** A pause is open: this is what it will be if the pause lasts as long as its own limit allows. */
  readonly projected: boolean;
  /**
   * From when on a pause is open that has no limit of its own: no date can be told, and `at` is only before what it
   * will be.
   */
  readonly openSince?: Instant;
  /**
   * Why it may still change: a year that it counts in is not yet published; or why it is not known: see `openSince`.
   */
  readonly provisional?: Provisional;
}

interface Counted {
  readonly day: Day;
  /** How many pauses had begun before that day. */
  readonly paused: number;
}

/** When a clock ends, by its facts made ready. Refuses what the calendar does not reach. */
export function dueOfTerms(terms: Terms): Due {
  const { calendar, limit, anchorDay } = terms;
  calendar.workingDaysThrough(anchorDay);
  switch (limit.unit) {
    case 'WD':
    case 'ND':
    case 'MONTH':
      return provisionally(calendar, anchorDay, endOfLastDay(terms));
    case 'DATE': {
      const day = parseDay(limit.date);
      calendar.workingDaysThrough(day);
      return { at: endOn(terms, day), day, projected: false };
    }
    case 'WH':
    case 'HALF_DAY':
      return provisionally(calendar, anchorDay, endOfAxis(terms, axisOf(terms), limit.n));
    case 'NH': {
      const due = endOfAxis(terms, axisOf(terms), limit.n);
      calendar.workingDaysThrough(due.day);
      return due;
    }
  }
}

/**
 * How many days, or halves, a limit counts: its own for `WD` and `HALF_DAY`, else the calendar days up to the unrolled
 * last one.
 */
export function calendarDaysOf({ limit, anchorDay }: Terms): number {
  if (limit.unit === 'DATE') return Math.max(0, parseDay(limit.date) - anchorDay);
  return limit.unit === 'MONTH' ? addMonths(anchorDay, limit.n) - anchorDay : limit.n;
}

/** The n-th counted day after the anchor's, not rolled: the days in (pause day, resume day] do not count. (T6, C2) */
export function countedDay({ calendar, limit, anchorDay, spans }: Terms, n: number): Counted {
  const working = limit.unit === 'WD';
  let position = (working ? calendar.workingDaysThrough(anchorDay) : anchorDay) + n;
  let day = working ? calendar.workingDay(position) : position;
  let paused = 0;
  for (const { firstDay: first, lastDay: last } of spans) {
    if (first >= day) break;
    position += working ? calendar.workingDaysThrough(last) - calendar.workingDaysThrough(first) : last - first;
    day = working ? calendar.workingDay(position) : position;
    paused += 1;
  }
  return { day, paused };
}

/** The last day of a limit by days. */
export interface LastDay {
  /** On which the count is full, not rolled. */
  readonly counted: Day;
  /** How many pauses had begun before that day: their days do not count. */
  readonly paused: number;
  /** On which the clock ends. */
  readonly day: Day;
  /** How many pauses took effect, with those that moved the last day. */
  readonly effective: number;
  /** It is the working day after the one on which a pause ended, because the pause lasted to that day's end. */
  readonly isAfterPause: boolean;
}

/**
 * Rolls the last counted day. A pause opened on it in time and not ended before its end moves it to the resume day, or
 * to the working day after it where the pause ended no earlier than that day does: nothing ends inside of a pause, or
 * in the instant of its end. (C4)
 */
export function lastDayOf(terms: Terms): LastDay {
  const { calendar, spans } = terms;
  const { day: counted, paused } = countedDay(terms, calendarDaysOf(terms));
  if (terms.rules === firstRules) {
    const { day, moving } = lastDayByFirstRules(calendar, counted, spans.slice(paused), each => endOn(terms, each));
    return { counted, paused, day, effective: paused + moving, isAfterPause: false };
  }
  let day = calendar.roll(counted);
  let [effective, isAfterPause] = [paused, false];
  // Of an open one it is what is known of it that moves the day.
  for (const { from, to, lastDay } of spans.slice(paused)) {
    if (from >= endOn(terms, day)) break;
    effective += 1;
    if (to < endOn(terms, day)) continue;
    const resumed = calendar.roll(lastDay);
    isAfterPause = to >= endOn(terms, resumed);
    day = isAfterPause ? calendar.addWorkingDays(resumed, 1) : resumed;
  }
  return { counted, paused, day, effective, isAfterPause };
}

function endOfLastDay(terms: Terms): Due {
  const { day, effective } = lastDayOf(terms);
  return { at: endOn(terms, day), day, ...projection(terms.spans, effective) };
}

function endOfAxis({ anchor, spans }: Terms, axis: Axis, n: number): Due {
  const { position, paused } = reach(axis, anchor, positionsOf(axis, n), spans);
  const at = axis.at(position);
  // A half or an hour ends inside its day, save the hour that ends at midnight.
  return { at, day: dayEndingAt(at), ...projection(spans, paused) };
}

/** What the first so many pauses leave open. */
function projection(spans: Terms['spans'], count: number): Omit<Due, 'at' | 'day'> {
  let projected = false;
  for (let index = 0; index < count; index += 1) {
    const { from, open, openEnded } = spans[index]!;
    if (openEnded) return { projected: true, openSince: from, provisional: { code: 'pauseOpen' } };
    projected ||= open;
  }
  return { projected };
}

function provisionally(calendar: Calendar, from: Day, due: Due): Due {
  if (due.openSince !== undefined) return due;
  const provisional = calendar.provisionalBetween(from, due.day);
  return provisional === undefined ? due : { ...due, provisional };
}
