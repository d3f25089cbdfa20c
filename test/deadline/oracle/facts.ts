import type { Pause } from '../../../domain/clock/clock.ts';
import type { SingleFacts } from '../../../domain/clock/facts.ts';
import type { SlowCalendar } from './calendar.ts';
import { at, dayAt, dayEndedBy, dayFrom, minutesOfDay, monthsLater } from './dates.ts';

/** A stretch that does not count: pauses that overlap or touch are one. */
export interface Stop {
  readonly from: number;
  readonly to: number;
  /** The days after the first one, up to the last one, do not count. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly isOpen: boolean;
  /** Nobody knows until when: it is taken to end as it begins. */
  readonly isEndless: boolean;
}

/** The facts of a clock with their policies applied. */
export interface Run {
  readonly calendar: SlowCalendar;
  readonly facts: SingleFacts;
  readonly unit: 'WD' | 'ND' | 'MONTH' | 'DATE' | 'HALF_DAY' | 'WH' | 'NH';
  /** So many of its unit: of months and dates calendar days, of hours minutes. */
  readonly n: number;
  readonly anchor: number;
  readonly anchorDay: number;
  readonly stops: readonly Stop[];
}

export function runOf(calendar: SlowCalendar, facts: SingleFacts): Run {
  const { limit, extensions } = facts;
  const anchored = anchorOf(calendar, facts);
  const { anchor, anchorDay } = anchored;
  const rest = { calendar, facts, ...anchored };
  if (limit.unit === 'DATE') return { ...rest, unit: 'DATE', n: dayFrom(limit.date) - anchorDay, stops: [] };
  const n = [limit, ...extensions].reduce((sum, each) => sum + ('n' in each ? each.n : 0), 0);
  const counted = { ...rest, stops: stopsOf(facts.pauses, anchor, anchorDay) };
  switch (limit.unit) {
    case 'MONTH':
      return { ...counted, unit: 'MONTH', n: monthsLater(anchorDay, n) - anchorDay };
    case 'WH':
    case 'NH':
      return { ...counted, unit: limit.unit, n: Math.round(n * 60) };
    case 'HALF_DAY':
      if (facts.halfDay === 'byMinutes') return { ...counted, unit: 'WH', n: n * calendar.halfDay };
      return { ...counted, unit: 'HALF_DAY', n };
    default:
      return { ...counted, unit: limit.unit, n };
  }
}

/** The instant from which a clock counts, and its day, which is never counted. */
function anchorOf(calendar: SlowCalendar, facts: SingleFacts): { readonly anchor: number; readonly anchorDay: number } {
  const { anchor, limit, filedOffHours, isAnchoredAtDayEnd } = facts;
  const anchorDay = isAnchoredAtDayEnd ? dayEndedBy(anchor) : dayAt(anchor);
  const opening = calendar.nextOpening(anchor);
  const isByDay = limit.unit === 'WD' || limit.unit === 'ND' || limit.unit === 'MONTH';
  if (!isByDay || filedOffHours !== 'nextWorkday' || dayAt(opening) === anchorDay) return { anchor, anchorDay };
  return { anchor: opening, anchorDay: dayAt(opening) };
}

function stopsOf(pauses: readonly Pause[], anchor: number, anchorDay: number): readonly Stop[] {
  const merged: Stop[] = [];
  const lasting = pauses
    .map(pause => stopOf(pause, anchor, anchorDay))
    .filter(({ from, to, isEndless }) => to > from || isEndless);
  for (const stop of lasting.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || stop.from > last.to) {
      merged.push(stop);
    } else {
      merged[merged.length - 1] = {
        from: last.from,
        to: Math.max(last.to, stop.to),
        firstDay: Math.min(last.firstDay, stop.firstDay),
        lastDay: Math.max(last.lastDay, stop.lastDay),
        isOpen: last.isOpen || stop.isOpen,
        isEndless: last.isEndless || stop.isEndless,
      };
    }
  }
  return merged;
}

/** What lay before the anchor stopped nothing. What ends by time ends on the day whose 24:00 it is. */
function stopOf({ from, to, until, isFromDayEnd, isToDayEnd }: Pause, anchor: number, anchorDay: number): Stop {
  const began = Math.max(from, anchor);
  const ownDay = isFromDayEnd ? dayEndedBy(from) : dayAt(from);
  const firstDay = from < anchor ? anchorDay : Math.max(anchorDay, ownDay);
  const ended = to ?? until;
  if (ended === undefined)
    return { from: began, to: began, firstDay, lastDay: firstDay, isOpen: true, isEndless: true };
  const lastDay = to === undefined || isToDayEnd ? dayEndedBy(ended) : dayAt(ended);
  return { from: began, to: ended, firstDay, lastDay, isOpen: to === undefined, isEndless: false };
}

/** When a day ends for this clock: an agency's at close of business, an applicant's at 24:00. */
export function endOf({ calendar, facts }: Pick<Run, 'calendar' | 'facts'>, day: number): number {
  const rule = facts.endOfDay ?? (facts.party === 'agency' ? 'close' : 'midnight');
  return rule === 'close' ? calendar.close(day) : at(day, minutesOfDay);
}
