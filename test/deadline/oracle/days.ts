import { endOf, type Run, type Stop } from './facts.ts';

/** How the last day came about, pause by pause in order of time. */
export interface LastDay {
  readonly at: number;
  readonly day: number;
  /** The pauses that had begun before it ended. */
  readonly paused: readonly Stop[];
}

export function lastDay(run: Run): LastDay {
  const { calendar } = run;
  const paused: Stop[] = [];
  let unrolled = countedDay(run, run.n, paused);
  let day = calendar.rolled(unrolled);
  let hasBegun = false;
  for (const stop of run.stops) {
    if (stop.from >= endOf(run, day)) break;
    hasBegun ||= stop.firstDay >= unrolled;
    if (hasBegun && stop.to < endOf(run, day)) continue;
    paused.push(stop);
    if (hasBegun) {
      // It stood still on its last day. That is now the day of the end, or the next one if this was over by then.
      const resumed = calendar.rolled(stop.lastDay);
      day = stop.to < endOf(run, resumed) ? resumed : calendar.rolled(resumed + 1);
    } else {
      unrolled = countedDay(run, run.n, paused);
      day = calendar.rolled(unrolled);
    }
  }
  return { at: endOf(run, day), day, paused };
}

/** Whether a day lies in (pause day, resume day] of a pause. */
export const isPaused = (stops: readonly Stop[], day: number): boolean =>
  stops.some(({ firstDay, lastDay: last }) => firstDay < day && day <= last);

/** The n-th counted day strictly after the anchor's, before it rolls to a working one. */
export function countedDay(run: Run, n: number, paused: readonly Stop[]): number {
  let day = run.anchorDay;
  for (let left = n; left > 0;) {
    day += 1;
    if (counts(run, day) && !isPaused(paused, day)) left -= 1;
  }
  return day;
}

export const counts = ({ calendar, unit }: Run, day: number): boolean => unit !== 'WD' || calendar.isWorking(day);
