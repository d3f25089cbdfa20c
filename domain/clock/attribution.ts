import type { Calendar } from '../calendar/calendar.ts';
import { type Day, dayEndingAt, dayOf, type Instant, instantAt } from '../calendar/day.ts';
import { defined } from '../defined.ts';
import { axisOf } from './axis.ts';
import { calendarDaysOf, dueOfTerms } from './due.ts';
import {
  type ClockFacts,
  firstDayOfPause,
  lastDayOfPause,
  type Pause,
  type Span,
  type Terms,
  termsOfSingle,
} from './facts.ts';
import { factsKnownAt } from './nearest.ts';

/** One of several that a clock waits for at the same time (并联审批). */
export interface Branch {
  /** The unit whose work it is. */
  readonly unit: string;
  readonly from: Instant;
  /** Finished or cancelled; absent while it is open. */
  readonly to?: Instant;
  /** Time began, or ended, it at the 24:00 of a day. (T17) */
  readonly isFromDayEnd?: true;
  readonly isToDayEnd?: true;
  readonly pauses: readonly Pause[];
}

/** A day that the clock counted, and the units to which it is charged: more than one when several held it. */
export interface ChargedDay {
  readonly day: Day;
  readonly units: readonly string[];
  /** It lies after the last day of the limit. */
  readonly afterDue: boolean;
}

/** What one unit is charged with, in days. */
export interface Share {
  readonly unit: string;
  readonly days: number;
  /** Of these, days that other units held too. */
  readonly shared: number;
  /** Of these, days after the last day of the limit. */
  readonly afterDue: number;
}

/** Who held a clock's time, day by day. Every unit's `days - shared`, and `shared` once, make `counted`. */
export interface Attribution {
  readonly counted: number;
  readonly shared: number;
  readonly afterDue: number;
  readonly units: readonly Share[];
  readonly days: readonly ChargedDay[];
}

/**
 * Delay attribution (C17): each day that the clock counted up to `now` is charged to the units of the unfinished,
 * unpaused branches that held it, and to the lead when none did. A branch holds days by the rule of the clocks: not the
 * day on which it was opened, the one on which it was finished too, none in (pause day, resume day]; of a limit by
 * hours or halves every day in which some of its counted time lies. `isDayEnd`: `now` is the 24:00 of a day.
 */
export function attributionOf(
  calendar: Calendar,
  facts: ClockFacts,
  branches: readonly Branch[],
  lead: string,
  now: Instant,
  isDayEnd = false,
): Attribution {
  const days = countedDays(calendar, facts, now, isDayEnd).map(({ day, afterDue, holds }): ChargedDay => {
    const holding = new Set(branches.filter(holds).map(({ unit }) => unit));
    return { day, units: holding.size > 0 ? [...holding].sort() : [lead], afterDue };
  });
  const units = [...new Set(days.flatMap(day => day.units))].sort().map((unit): Share => {
    const held = days.filter(day => day.units.includes(unit));
    return {
      unit,
      days: held.length,
      shared: held.filter(day => day.units.length > 1).length,
      afterDue: held.filter(day => day.afterDue).length,
    };
  });
  return {
    counted: days.length,
    shared: days.filter(day => day.units.length > 1).length,
    afterDue: days.filter(day => day.afterDue).length,
    units,
    days,
  };
}

interface CountedDay {
  readonly day: Day;
  readonly afterDue: boolean;
  readonly holds: (branch: Branch) => boolean;
}

/**
 * The days that a clock counted up to `now`, each with who may hold it. A pause opened after the due instant changes
 * nothing.
 */
function countedDays(calendar: Calendar, facts: ClockFacts, now: Instant, isDayEnd: boolean): readonly CountedDay[] {
  const known = factsKnownAt(calendar, facts, now);
  const terms = termsOfSingle(calendar, { ...known, pauses: begun(known.pauses, now) });
  const due = dueOfTerms(terms);
  const effective = terms.spans.filter(({ from }) => from < due.at);
  const byHours = terms.limit.unit === 'WH' || terms.limit.unit === 'NH' || terms.limit.unit === 'HALF_DAY';
  const today = isDayEnd ? dayEndingAt(now) : dayOf(now);
  const counts = byHours ? hourly(terms, effective, now) : daily(terms, effective, today);
  const total = byHours ? Number.POSITIVE_INFINITY : calendarDaysOf(terms);
  const days: CountedDay[] = [];
  for (let day = terms.anchorDay; day <= today; day += 1) {
    // Between the last counted day and the working day to which it rolled nothing is counted.
    const rolling = days.length >= total && day <= due.day;
    if (!rolling && counts(day)) days.push({ day, afterDue: day > due.day, holds: branch => counts(day, branch) });
  }
  return days;
}

type Counts = (day: Day, branch?: Branch) => boolean;

const daily =
  ({ calendar, limit, anchorDay }: Terms, spans: readonly Span[], today: Day): Counts =>
  (day, branch) => {
    if (branch !== undefined)
      return (
        day > firstDayOfPause(branch) &&
        day <= Math.min(today, lastDayOfPause(branch)) &&
        !branch.pauses.some(pause => day > firstDayOfPause(pause) && day <= lastDayOfPause(pause))
      );
    return (
      day > anchorDay &&
      (limit.unit !== 'WD' || calendar.isWorking(day)) &&
      !spans.some(({ firstDay, lastDay }) => day > firstDay && day <= lastDay)
    );
  };

/** By hours a day counts where some time of it does. */
const hourly = (terms: Terms, spans: readonly Span[], now: Instant): Counts => {
  const { through } = terms.limit.unit === 'NH' ? axisOf(terms) : { through: terms.calendar.businessThrough };
  const length = (from: Instant, to: Instant): number => (to > from ? through(to) - through(from) : 0);
  return (day, branch) => {
    const from = Math.max(terms.anchor, instantAt(day, 0), branch?.from ?? terms.anchor);
    const to = Math.min(now, instantAt(day + 1, 0), branch?.to ?? now);
    const paused = union([...spans, ...begun(branch?.pauses ?? [], now)]);
    return (
      length(from, to) >
      paused.reduce((sum, pause) => sum + length(Math.max(from, pause.from), Math.min(to, pause.to)), 0)
    );
  };
};

/** Pauses that had begun at `now`, as far as they then reached. */
const begun = (pauses: readonly Pause[], now: Instant): readonly (Pause & { readonly to: Instant })[] =>
  pauses
    .filter(({ from }) => from <= now)
    .map(pause => {
      const { from, to, until, isFromDayEnd, isToDayEnd } = pause;
      const isSelfEnded = to === undefined && until !== undefined && until <= now;
      return {
        from,
        to: Math.min(to ?? until ?? now, now),
        ...defined({ isFromDayEnd, isToDayEnd: isSelfEnded || (isToDayEnd && to! <= now) || undefined }),
      };
    });

function union(
  pauses: readonly { readonly from: Instant; readonly to: Instant }[],
): readonly { readonly from: Instant; readonly to: Instant }[] {
  const merged: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of pauses.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
