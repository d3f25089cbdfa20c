import type { ClockFacts } from '../../../domain/clock/clock.ts';
import type { SingleFacts } from '../../../domain/clock/facts.ts';
import { Beyond, type SlowCalendar } from './calendar.ts';
import { slowDue } from './due.ts';
import { type Run, runOf } from './facts.ts';

/** A clock by the limit that holds. */
export const slowRun = (calendar: SlowCalendar, facts: ClockFacts): Run => runOf(calendar, nearest(calendar, facts));

/** Of the earlier of two limits the one that is due first, at a tie the first. What no calendar reaches is later. */
export function nearest(calendar: SlowCalendar, facts: ClockFacts): SingleFacts {
  const { limit } = facts;
  // Extensions are of the kind of their limit.
  if (limit.unit !== 'EARLIER_OF') return facts as SingleFacts;
  const part = (index: 0 | 1): SingleFacts => ({
    ...facts,
    limit: limit.of[index],
    extensions: facts.extensions.flatMap(each => (each.unit === 'EARLIER_OF' ? [each.of[index]] : [])),
  });
  const [first, second] = [part(0), part(1)];
  return dueAt(calendar, second) < dueAt(calendar, first) ? second : first;
}

function dueAt(calendar: SlowCalendar, facts: SingleFacts): number {
  try {
    return slowDue(runOf(calendar, facts)).at;
  } catch (error) {
    if (error instanceof Beyond) return Number.POSITIVE_INFINITY;
    throw error;
  }
}
