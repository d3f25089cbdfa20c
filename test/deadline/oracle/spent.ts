import type { ClockFacts } from '../../../domain/clock/clock.ts';
import { Beyond, type SlowCalendar } from './calendar.ts';
import { dayAt, dayEndedBy } from './dates.ts';
import { counts, isPaused, lastDay } from './days.ts';
import { slowDue } from './due.ts';
import { type Run, runOf } from './facts.ts';
import { lastHalf } from './halves.ts';
import { nearest } from './nearest.ts';
import { countedSteps } from './minutes.ts';

export interface SlowSpent {
  readonly elapsed: number;
  readonly remaining: number;
  readonly total: number;
}

/** What is used and left: while it runs no more than there is, late what has begun since the end, and at least one. */
export function slowSpent(calendar: SlowCalendar, facts: ClockFacts, now: number, isDayEnd: boolean): SlowSpent {
  const known = nearest(calendar, { ...facts, pauses: facts.pauses.filter(({ from }) => from <= now) });
  const run = runOf(calendar, { ...known, pauses: lasted(known, now, isDayEnd) });
  const due = slowDue(run);
  const today = isDayEnd ? dayEndedBy(now) : dayAt(now);
  const isByMinutes = known.limit.unit === 'HALF_DAY' && run.unit === 'WH';
  const whole = isByMinutes ? calendar.halfDay : 1;
  const total = Math.max(0, run.n / whole);
  const elapsed =
    now > due.at
      ? total + Math.max(1, Math.floor(late(run, due.at, due.day, now, today) / whole))
      : Math.min(total, Math.floor(used(run, now, today) / whole));
  return { elapsed, remaining: total - elapsed, total };
}

/** Pauses as far as they had lasted by then. */
const lasted = ({ pauses }: ClockFacts, now: number, isDayEnd: boolean): ClockFacts['pauses'] =>
  pauses.map(pause => {
    const { from, isFromDayEnd } = pause;
    if ((pause.to ?? pause.until ?? Number.POSITIVE_INFINITY) <= now) return pause;
    return { from, to: now, ...(isFromDayEnd && { isFromDayEnd }), ...(isDayEnd && { isToDayEnd: true as const }) };
  });

/** Days and halves that have begun since the anchor, or whole minutes, less those of pauses. */
function used(run: Run, now: number, today: number): number {
  switch (run.unit) {
    case 'WH':
    case 'NH':
      return minutesOf(run, run.anchor, now);
    case 'HALF_DAY': {
      const { halves } = lastHalf(run);
      return halvesBegun(run, halves.anchor, now, index => !halves.isPaused(index));
    }
    default: {
      const { paused } = run.unit === 'DATE' ? { paused: [] } : lastDay(run);
      return daysBegun(run, run.anchorDay, today, day => !isPaused(paused, day));
    }
  }
}

/** The same since the end; no pause is after it. */
function late(run: Run, due: number, dueDay: number, now: number, today: number): number {
  switch (run.unit) {
    case 'WH':
    case 'NH':
      return minutesOf({ ...run, stops: [] }, due, now);
    case 'HALF_DAY':
      return halvesBegun(run, lastHalf(run).last, now, () => true);
    default:
      return daysBegun(run, dueDay, today, () => true);
  }
}

const minutesOf = (run: Run, from: number, to: number): number =>
  Math.floor([...countedSteps(run, from, to)].length / 2);

function halvesBegun(run: Run, after: number, now: number, doesCount: (index: number) => boolean): number {
  const { halves } = lastHalf(run);
  // After the last half of the last year that is known none has begun.
  const beginOf = (index: number): number => {
    try {
      return halves.get(index).begin;
    } catch (error) {
      if (error instanceof Beyond) return Number.POSITIVE_INFINITY;
      throw error;
    }
  };
  run.calendar.checkReach(dayAt(now));
  let begun = 0;
  for (let index = after + 1; beginOf(index) <= now; index += 1) if (doesCount(index)) begun += 1;
  return begun;
}

function daysBegun(run: Run, after: number, today: number, doesCount: (day: number) => boolean): number {
  let begun = 0;
  for (let day = after + 1; day <= today; day += 1) if (counts(run, day) && doesCount(day)) begun += 1;
  return begun;
}
