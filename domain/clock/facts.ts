import type { Calendar } from '../calendar/calendar.ts';
import { checkInstant, type Day, dayEndingAt, dayOf, type Instant, instantAt, minutesPerDay } from '../calendar/day.ts';
import { Refused } from '../refusal.ts';
import { firstRules, spansByFirstRules } from './first-rules.ts';
import { checkLimit, type Limit, type SingleLimit } from './limit.ts';

/** Whose clock it is: an agency's last day ends at close of business, an applicant's at 24:00 (民法典 203). (T13) */
export type Party = 'agency' | 'applicant';

/** When a party's last day ends: at close of business or at 24:00 (民法典 203 allows both). */
export type EndOfDay = 'close' | 'midnight';
/**
 * What ends a limit in halves of days: halves of the day after the anchor's own, or that share of the business minutes
 * from the instant on.
 */
export type HalfDayRule = 'byHalves' | 'byMinutes';

/** A time that does not count (行政许可法 45). Open while `to` is absent. */
export interface Pause {
  readonly from: Instant;
  readonly to?: Instant;
  /** While open: when the special procedure's own limit ends and the clock resumes whatever happens. */
  readonly until?: Instant;
  /** Time began, or ended, it at the 24:00 of a day: on that day, and not on the one that follows. (T17) */
  readonly isFromDayEnd?: true;
  readonly isToDayEnd?: true;
}

/** When a pause ends, as far as is known: never, while it is open without a limit of its own. */
export const endOf = ({ to, until }: Pick<Pause, 'to' | 'until'>): Instant => to ?? until ?? Number.POSITIVE_INFINITY;

/** The day on which a pause begins: those after it do not count. (C2) */
export const firstDayOfPause = ({ from, isFromDayEnd }: Pause): Day => (isFromDayEnd ? dayEndingAt(from) : dayOf(from));

/**
 * The last day that does not count: the day of resumption. What ends by itself ends on the day whose 24:00 it is; what
 * lasts has none yet.
 */
export function lastDayOfPause(pause: Pause): Day {
  const { from, to, until, isToDayEnd } = pause;
  if (to === from) return firstDayOfPause(pause);
  if (to !== undefined) return isToDayEnd ? dayEndingAt(to) : dayOf(to);
  return until === undefined ? Number.POSITIVE_INFINITY : dayEndingAt(until);
}

/** All that a clock is; its due, colours and spent time are computed from these and nothing else. */
export interface ClockFacts {
  readonly anchor: Instant;
  /** Time anchored it at the 24:00 of a day: that day is the one that is not counted. (T17) */
  readonly isAnchoredAtDayEnd?: true;
  readonly limit: Limit;
  readonly party: Party;
  readonly pauses: readonly Pause[];
  /** Granted in time, in the limit's own unit; of the earlier of two an amount for each. */
  readonly extensions: readonly Limit[];
  /**
   * What was filed at night or on a day off counts as filed then (`keepDate`, the default) or on the next working day.
   */
  readonly filedOffHours?: 'keepDate' | 'nextWorkday';
  /** Default: an agency's at close, an applicant's at midnight. */
  readonly endOfDay?: EndOfDay;
  /** Default: `byHalves`. */
  readonly halfDay?: HalfDayRule;
  /** Whether it has yellow: only promise, statutory and step do. */
  readonly warns: boolean;
  /** The version of the engine's rules that it counts by, where that is not the current one. */
  readonly rules?: typeof firstRules;
}

/** The facts of a clock whose limit is in one unit. */
export interface SingleFacts extends ClockFacts {
  readonly limit: SingleLimit;
  readonly extensions: readonly SingleLimit[];
}

/** A stretch of paused time: pauses that overlap or touch are one. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  /** The days on which it began and ended: those after the first one, up to the last one, do not count. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly open: boolean;
  /** Open, and nobody knows until when: `to` says nothing. */
  readonly openEnded: boolean;
}

/** Facts made ready: policies applied, extensions added, pauses merged. */
export interface Terms {
  readonly calendar: Calendar;
  readonly anchor: Instant;
  readonly anchorDay: Day;
  readonly limit: SingleLimit;
  readonly spans: readonly Span[];
  /** When this party's days end: at close of business, or at 24:00. */
  readonly endOfDay: EndOfDay;
  readonly halfDay: HalfDayRule;
  readonly rules: typeof firstRules | undefined;
}

const none: readonly Span[] = [];

/**
 * Checks and prepares facts; refuses wrong limits, extensions of another unit and pauses that end before they start.
 */
export function termsOfSingle(calendar: Calendar, facts: SingleFacts): Terms {
  checkInstant(facts.anchor);
  const { anchor, anchorDay } = anchorOf(calendar, facts);
  const { rules } = facts;
  const merged = facts.pauses.length === 0 ? none : mergePauses(facts.pauses, anchor, anchorDay);
  const spans = rules === firstRules ? spansByFirstRules(merged) : merged;
  return {
    calendar,
    anchor,
    anchorDay,
    limit: wholeLimit(facts),
    // A fixed date does not pause; a pause that is none is refused all the same.
    spans: facts.limit.unit === 'DATE' ? none : spans,
    endOfDay: facts.endOfDay ?? (facts.party === 'agency' ? 'close' : 'midnight'),
    halfDay: facts.halfDay ?? 'byHalves',
    rules,
  };
}

/** The minute at which a day ends for this party. */
export const endMinuteOn = ({ calendar, endOfDay }: Pick<Terms, 'calendar' | 'endOfDay'>, day: Day): number =>
  endOfDay === 'close' ? calendar.hoursOn(day).close : minutesPerDay;

/** The instant at which a day ends for this party. */
export const endOn = (terms: Pick<Terms, 'calendar' | 'endOfDay'>, day: Day): Instant =>
  instantAt(day, endMinuteOn(terms, day));

/**
 * The limit with its extensions: the (n + m)-th counted day from the original anchor. A fixed date does not extend.
 * (C6)
 */
export function wholeLimit({ limit, extensions }: Pick<SingleFacts, 'limit' | 'extensions'>): SingleLimit {
  checkLimit(limit);
  if (limit.unit === 'DATE' || extensions.length === 0) return limit;
  let n = limit.n;
  for (const extension of extensions) {
    checkLimit(extension);
    if (extension.unit !== limit.unit) throw new Refused('extension.unit', { limit, extension }, 'count.extension');
    n += extension.n;
  }
  return { unit: limit.unit, n };
}

/** The anchor with its day: 24:00 belongs to the day that it ends. */
function anchorOf(
  { roll, addWorkingDays, isWorking, hoursOn }: Calendar,
  { anchor, limit, filedOffHours, isAnchoredAtDayEnd, rules }: SingleFacts,
): Pick<Terms, 'anchor' | 'anchorDay'> {
  const day = isAnchoredAtDayEnd && rules !== firstRules ? dayEndingAt(anchor) : dayOf(anchor);
  const byDay = limit.unit === 'WD' || limit.unit === 'ND' || limit.unit === 'MONTH';
  const isInTime = (): boolean => isWorking(day) && anchor < instantAt(day, hoursOn(day).close);
  if (!byDay || filedOffHours !== 'nextWorkday' || isInTime()) return { anchor, anchorDay: day };
  const next = isWorking(day) ? addWorkingDays(day, 1) : roll(day);
  return { anchor: instantAt(next, hoursOn(next).opening), anchorDay: next };
}

/**
 * Pauses in order of time as disjoint spans, cut off at the anchor. An open pause reaches to its `until`, else nowhere
 * yet.
 */
function mergePauses(pauses: readonly Pause[], anchor: Instant, anchorDay: Day): readonly Span[] {
  const spans: Span[] = [];
  for (const span of pauses.map(pause => spanOf(pause, anchor, anchorDay)).sort((a, b) => a.from - b.from)) {
    if (isEmpty(span)) continue;
    const last = spans.at(-1);
    if (last === undefined || span.from > last.to) {
      spans.push(span);
    } else {
      spans[spans.length - 1] = {
        from: last.from,
        to: Math.max(last.to, span.to),
        firstDay: Math.min(last.firstDay, span.firstDay),
        lastDay: Math.max(last.lastDay, span.lastDay),
        open: last.open || span.open,
        openEnded: last.openEnded || span.openEnded,
      };
    }
  }
  return spans;
}

/** What ended by the anchor, or in the instant in which it began, paused nothing. (C2) */
const isEmpty = ({ from, to, openEnded }: Span): boolean => to <= from && !openEnded;

function spanOf(pause: Pause, anchor: Instant, anchorDay: Day): Span {
  const { from, to, until } = pause;
  checkInstant(from);
  const start = Math.max(from, anchor);
  const firstDay = from < anchor ? anchorDay : Math.max(anchorDay, firstDayOfPause(pause));
  const end = to ?? until;
  if (end === undefined) return { from: start, to: start, firstDay, lastDay: firstDay, open: true, openEnded: true };
  checkInstant(end);
  const lastDay = Math.max(firstDay, lastDayOfPause(pause));
  if (end >= from) return { from: start, to: end, firstDay, lastDay, open: to === undefined, openEnded: false };
  throw new Refused('pause.endsBeforeStart', { from, to: end }, 'licensing-law.45');
}
