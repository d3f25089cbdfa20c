import type { Uncertainty } from './calendar.ts';
import { dayEndedBy } from './dates.ts';
import { lastDay } from './days.ts';
import { endOf, type Run } from './facts.ts';
import { lastHalf } from './halves.ts';
import { countedMinute } from './minutes.ts';

export interface SlowDue {
  readonly at: number;
  readonly day: number;
  readonly projected: boolean;
  readonly openSince?: number;
  readonly provisional?: Uncertainty | { readonly code: 'pauseOpen' };
}

/** When a clock ends, and what is not certain of it. */
export function slowDue(run: Run): SlowDue {
  const { at, day } = end(run);
  run.calendar.checkReach(run.anchorDay);
  run.calendar.checkReach(day);
  const stops = run.stops.filter(({ from }) => from < at);
  const endless = stops.find(({ isEndless }) => isEndless);
  if (endless !== undefined)
    return { at, day, projected: true, openSince: endless.from, provisional: { code: 'pauseOpen' } };
  // Clock hours and fixed dates do not ask which days work.
  const isCertain = run.unit === 'NH' || run.unit === 'DATE';
  const provisional = isCertain ? undefined : run.calendar.uncertainty(run.anchorDay, day);
  return { at, day, projected: stops.some(({ isOpen }) => isOpen), ...(provisional && { provisional }) };
}

function end(run: Run): { readonly at: number; readonly day: number } {
  switch (run.unit) {
    case 'WD':
    case 'ND':
    case 'MONTH': {
      const { at, day } = lastDay(run);
      return { at, day };
    }
    case 'DATE': {
      const day = run.anchorDay + run.n;
      return { at: endOf(run, day), day };
    }
    case 'HALF_DAY': {
      const { halves, last } = lastHalf(run);
      const half = halves.get(last);
      return { at: half.end, day: half.day };
    }
    case 'WH':
    case 'NH': {
      const at = countedMinute(run, run.n);
      return { at, day: dayEndedBy(at) };
    }
  }
}
