import type { Calendar, Provisional } from '../../calendar/calendar.ts';
import { civilFromDays } from '../../calendar/civil.ts';
import { addMonths, dayOf, type Day, type Instant, millisecondsPerMinute } from '../../calendar/day.ts';
import type { Coded } from '../../coded.ts';
import { defined } from '../../defined.ts';
import { halfDayOf } from '../axis.ts';
import { endMinuteOn, type Terms } from '../facts.ts';
import type { Limit } from '../limit.ts';
import type { Explanation, Measure } from './explanation.ts';
import { isSameReason, type LineReason } from './reasons.ts';

/** Days that did not count, by the reason. */
export interface LeftOut {
  readonly why: LineReason;
  readonly days: number;
}

/** Each step of the sum, with the numbers by which it is done again. */
export interface SumParams {
  /** Counted from the day after the anchor's; `movedFrom`: filed then, out of office hours. */
  readonly fromDay: { readonly anchorDay: Day; readonly movedFrom?: Instant };
  readonly fromInstant: { readonly anchor: Instant; readonly anchorDay: Day };
  /** Halves of days by their share of the office hours, in minutes. */
  readonly fromOfficeTime: { readonly anchor: Instant; readonly anchorDay: Day; readonly halfDay: number };
  readonly fromHalf: { readonly anchor: Instant; readonly anchorDay: Day };
  readonly limit: { readonly limit: Limit; readonly extensions: readonly Limit[]; readonly whole: Limit };
  /** Of two limits the one that is due first holds; the other one, and its last instant where a calendar reaches it. */
  readonly earlierOf: {
    readonly limit: Limit;
    readonly other: Limit;
    readonly otherDue?: Instant;
    readonly isTie: boolean;
  };
  /** The corresponding day, or the last of its month where there is none, and how many calendar days that makes. */
  readonly months: {
    readonly limit: Limit;
    readonly corresponding: Day;
    readonly isMissing: boolean;
    readonly days: number;
  };
  readonly officeHours: Pick<Explanation, 'businessHours'>;
  readonly count: { readonly measure: Measure; readonly total: number; readonly left: readonly LeftOut[] };
  readonly countBeforePause: {
    readonly measure: Measure;
    readonly counted: number;
    readonly remaining: number;
    readonly left: readonly LeftOut[];
  };
  /** It stands still without an end in sight; `isFull`: the limit is counted, and ends where the clock resumes. */
  readonly dueUnknown: {
    readonly since: Instant;
    readonly sinceDay: Day;
    readonly measure: Measure;
    readonly isFull: boolean;
  };
  readonly dueAt: { readonly at: Instant };
  /** `counted`: the last day as it was counted, where it was rolled or moved. */
  readonly dueOnDay: { readonly day: Day; readonly counted?: Day; readonly endMinute: number };
  readonly dueOnDate: { readonly day: Day; readonly endMinute: number };
  readonly projected: object;
  readonly provisional: { readonly provisional: Provisional };
  readonly calendar: Pick<Calendar['data'], 'title' | 'version'>;
}
export type SumStep = Coded<SumParams>;

type Known = Omit<Explanation, 'sum'>;

/** The sum step by step, in the order in which it is done. */
export function sumOf(terms: Terms, explanation: Known, counted: Day | undefined): readonly SumStep[] {
  const { limit, extensions, businessHours, calendar, openPause, due } = explanation;
  const { title, version } = calendar;
  const steps: (SumStep | undefined)[] = [
    startOf(terms, explanation),
    { code: 'limit', limit, extensions: limit.unit === 'DATE' ? [] : extensions, whole: terms.limit },
    earlierOfStep(terms, explanation),
    monthsOf(terms, explanation),
    limit.unit === 'WH' || limit.unit === 'HALF_DAY' ? { code: 'officeHours', businessHours } : undefined,
    countOf(explanation),
    endOf(terms, explanation, counted),
    due.projected && !openPause ? { code: 'projected' } : undefined,
    due.provisional === undefined || openPause ? undefined : { code: 'provisional', provisional: due.provisional },
    { code: 'calendar', title, version },
  ];
  return steps.filter(step => step !== undefined);
}

/** How the anchor is taken; a fixed date has none. */
function startOf(terms: Terms, { anchor, anchorDay, limit, measure }: Known): SumStep | undefined {
  switch (limit.unit) {
    case 'DATE':
      return undefined;
    case 'WH':
    case 'NH':
      return { code: 'fromInstant', anchor, anchorDay };
    case 'HALF_DAY':
      return measure === 'minute'
        ? { code: 'fromOfficeTime', anchor, anchorDay, halfDay: halfDayOf(terms) / millisecondsPerMinute }
        : { code: 'fromHalf', anchor, anchorDay };
    default:
      return {
        code: 'fromDay',
        anchorDay,
        ...defined({ movedFrom: dayOf(anchor) < anchorDay ? anchor : undefined }),
      };
  }
}

/** Which of two limits holds. While it is not known when the other one ends, only its length is told. */
const earlierOfStep = ({ limit }: Terms, { other }: Known): SumStep | undefined =>
  other && {
    code: 'earlierOf',
    limit,
    other: other.limit,
    ...defined({ otherDue: other.due?.openSince === undefined ? other.due?.at : undefined }),
    isTie: other.isTie,
  };

/** The corresponding day of a limit by months (民法典 202). */
function monthsOf({ limit, anchorDay }: Terms, { total }: Known): SumStep | undefined {
  if (limit.unit !== 'MONTH') return undefined;
  const corresponding = addMonths(anchorDay, limit.n);
  const isMissing = civilFromDays(corresponding).day !== civilFromDays(anchorDay).day;
  return { code: 'months', limit, corresponding, isMissing, days: total };
}

function countOf({ lines, measure, total, openPause }: Known): SumStep | undefined {
  if (measure === 'none') return undefined;
  const left: LeftOut[] = [];
  for (const { effect, why, firstDay, lastDay } of lines) {
    if (effect !== 'off' && effect !== 'paused') continue;
    const days = lastDay - firstDay + 1;
    const index = left.findIndex(each => isSameReason(each.why, why));
    if (index < 0) left.push({ why, days });
    else left[index] = { why, days: left[index]!.days + days };
  }
  if (!openPause) return { code: 'count', measure, total, left };
  const counted = lines.at(-1)?.through ?? 0;
  return { code: 'countBeforePause', measure, counted, remaining: total - counted, left };
}

function endOf(terms: Terms, { lines, measure, total, due, openPause }: Known, counted: Day | undefined): SumStep {
  const { limit } = terms;
  if (due.openSince !== undefined) {
    const sinceDay = openPause?.firstDay ?? dayOf(due.openSince);
    return { code: 'dueUnknown', since: due.openSince, sinceDay, measure, isFull: lines.at(-1)?.through === total };
  }
  if (limit.unit === 'WH' || limit.unit === 'NH' || limit.unit === 'HALF_DAY') return { code: 'dueAt', at: due.at };
  const endMinute = endMinuteOn(terms, due.day);
  if (limit.unit === 'DATE') return { code: 'dueOnDate', day: due.day, endMinute };
  return {
    code: 'dueOnDay',
    day: due.day,
    ...defined({ counted: counted === due.day ? undefined : counted }),
    endMinute,
  };
}
