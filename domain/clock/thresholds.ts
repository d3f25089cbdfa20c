import type { Calendar } from '../calendar/calendar.ts';
import { type Instant, instantAt } from '../calendar/day.ts';
import { axisOf, businessOf, positionsOf, reach } from './axis.ts';
import { calendarDaysOf, countedDay, type Due, dueOfTerms } from './due.ts';
import { type ClockFacts, endOn, type Terms } from './facts.ts';
import type { SingleLimit } from './limit.ts';
import { termsOf } from './nearest.ts';

/** Reminder at half time, warning, and the due instant itself (red, or dark red for the statutory clock). */
export type Threshold = 'blue' | 'yellow' | 'due';
export interface Crossing {
  readonly threshold: Threshold;
  readonly at: Instant;
}

/** From how long on a limit has a reminder at half time: two weeks, in its own unit. */
const remindsFrom: Readonly<Partial<Record<SingleLimit['unit'], number>>> = {
  WD: 10,
  HALF_DAY: 20,
  ND: 14,
  MONTH: 1,
  WH: 70,
};
const reminds = (limit: SingleLimit): boolean =>
  limit.unit !== 'DATE' && limit.n >= (remindsFrom[limit.unit] ?? Infinity);

/**
 * The instants at which a clock changes colour, in order of time, as if the pauses given were all. Blue at 50 % for
 * limits from 10 `WD` (20 halves), 14 `ND`, 1 `MONTH`, 70 `WH`; yellow, where the clock has it, at `max(50 % point,
 * min(90 % point, due − 1 WD))`. A date that has passed at the anchor is only due. (C8)
 */
export function thresholdsOf(calendar: Calendar, facts: ClockFacts): readonly Crossing[] {
  const terms = termsOf(calendar, facts);
  const due = dueOfTerms(terms);
  const crossings: Crossing[] = [];
  const ahead = due.at > terms.anchor;
  const half = ahead ? shareOf(terms, due, 50) : due.at;
  if (ahead && reminds(terms.limit)) crossings.push({ threshold: 'blue', at: half });
  if (ahead && facts.warns) {
    const late = Math.min(shareOf(terms, due, 90), workingDayBefore(terms, due));
    crossings.push({ threshold: 'yellow', at: Math.max(half, late) });
  }
  return [...crossings, { threshold: 'due', at: due.at }];
}

/** The point at which so many per cent of the limit are spent. */
function shareOf(terms: Terms, due: Due, percent: number): Instant {
  const { calendar, limit, anchor, spans } = terms;
  const part = (whole: number): number => Math.ceil((whole * percent) / 100);
  switch (limit.unit) {
    case 'WD':
      if (limit.n === 1) return instantAt(due.day, calendar.hoursOn(due.day).noon);
      return endOn(terms, countedDay(terms, part(limit.n)).day);
    case 'ND':
    case 'MONTH':
      return endOn(terms, countedDay(terms, part(calendarDaysOf(terms))).day);
    case 'DATE':
      return endOn(terms, terms.anchorDay + part(calendarDaysOf(terms)));
    case 'WH':
    case 'NH':
    case 'HALF_DAY': {
      const axis = limit.unit === 'HALF_DAY' ? businessOf(calendar) : axisOf(terms);
      const whole = limit.unit === 'HALF_DAY' ? businessBetween(terms, due.at) : positionsOf(axis, limit.n);
      return axis.at(reach(axis, anchor, part(whole), spans).position);
    }
  }
}

/** Unpaused business milliseconds from the anchor to an instant. */
function businessBetween({ calendar, anchor, spans }: Terms, end: Instant): number {
  let business = calendar.businessThrough(end) - calendar.businessThrough(anchor);
  for (const { from, to } of spans) {
    if (from < end) business -= calendar.businessThrough(Math.min(to, end)) - calendar.businessThrough(from);
  }
  return business;
}

/**
 * One working day before the due: for a limit by days the end of the working day before, else the due instant's time of
 * day on it, office hours at its closing at the latest. The anchor where that day lies before the calendar begins.
 */
function workingDayBefore(terms: Terms, { at, day }: Due): Instant {
  const { calendar, anchor, limit } = terms;
  const number = calendar.workingDaysThrough(day) - (calendar.isWorking(day) ? 1 : 0);
  if (number === 0) return anchor;
  const before = calendar.workingDay(number);
  const sameTime = at + instantAt(before, 0) - instantAt(day, 0);
  switch (limit.unit) {
    case 'NH':
      return sameTime;
    case 'WH':
    case 'HALF_DAY':
      return Math.min(sameTime, instantAt(before, calendar.hoursOn(before).close));
    default:
      return endOn(terms, before);
  }
}
