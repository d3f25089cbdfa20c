import { at, minute } from './dates.ts';
import { countedDay, lastDay } from './days.ts';
import { slowDue } from './due.ts';
import { endOf, type Run } from './facts.ts';
import { countedMinute, countedSteps, step } from './minutes.ts';

export interface SlowCrossing {
  readonly threshold: 'blue' | 'yellow' | 'due';
  readonly at: number;
}

/** From how long on a limit has a reminder at half time. */
const longFrom: Readonly<Record<string, number>> = { WD: 10, HALF_DAY: 20, ND: 14, MONTH: 1, WH: 70 };

/** When a clock changes colour, by the paragraph "Colours". */
export function slowThresholds(run: Run): readonly SlowCrossing[] {
  const { limit, extensions, warns } = run.facts;
  const due = slowDue(run);
  const crossings: SlowCrossing[] = [{ threshold: 'due', at: due.at }];
  if (due.at <= run.anchor) return crossings;
  const half = point(run, 50);
  if (warns) {
    const late = Math.min(point(run, 90), workingDayBefore(run, due.at, due.day));
    crossings.unshift({ threshold: 'yellow', at: Math.max(half, late) });
  }
  const n = [limit, ...extensions].reduce((sum, each) => sum + ('n' in each ? each.n : 0), 0);
  if (n >= (longFrom[limit.unit] ?? Number.POSITIVE_INFINITY)) crossings.unshift({ threshold: 'blue', at: half });
  return crossings;
}

/** When so many per cent are used. By days it is the end of that counted day, be it in a pause. */
function point(run: Run, percent: number): number {
  const share = (run.n * percent) / 100;
  switch (run.unit) {
    case 'WD':
    case 'ND':
    case 'MONTH': {
      const { day, paused } = lastDay(run);
      if (run.unit === 'WD' && run.n === 1) return run.calendar.noon(day);
      return endOf(run, countedDay(run, Math.ceil(share), paused));
    }
    case 'DATE':
      return endOf(run, run.anchorDay + Math.ceil(share));
    case 'WH':
    case 'NH':
      return countedMinute(run, share);
    case 'HALF_DAY': {
      // The share of the business minutes that lie between the anchor and the end.
      const inMinutes: Run = { ...run, unit: 'WH' };
      const steps = [...countedSteps(inMinutes, run.anchor, slowDue(run).at)].length;
      return countedMinute(inMinutes, (steps * step * percent) / 100 / minute);
    }
  }
}

/** A working day before the end: by days the end of that day, by hours the same time, within office hours by close. */
function workingDayBefore(run: Run, due: number, dueDay: number): number {
  let day = dueDay - 1;
  while (!run.calendar.isWorking(day)) day -= 1;
  if (run.unit !== 'WH' && run.unit !== 'NH' && run.unit !== 'HALF_DAY') return endOf(run, day);
  const sameTime = due - at(dueDay, 0) + at(day, 0);
  return run.unit === 'NH' ? sameTime : Math.min(sameTime, run.calendar.close(day));
}
