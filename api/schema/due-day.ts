import { dayEndingAt, type Day, type Instant } from '../../domain/calendar/day.ts';
import { dayOn } from '../../domain/case/state.ts';
import type { CaseView } from '../../domain/case/view.ts';

/** The last day of what is due then: 24:00 belongs to the day that it ends. (T17) */
export const dueDayOf = (due: Instant | null | undefined): Day | null => (due == null ? null : dayEndingAt(due));

type Dates = Pick<
  CaseView,
  'receivedAt' | 'receivedOn' | 'acceptedAt' | 'decidedAt' | 'decidedOn' | 'effectiveAt' | 'endedAt' | 'endedOn'
>;

/** The days of what became of a case: what time did at 24:00 is of the day that ended. (T17) */
export function daysOf({ receivedAt, receivedOn, decidedOn, endedOn, ...at }: Dates): {
  readonly received: Day;
  readonly accepted: Day | null;
  readonly decided: Day | null;
  readonly effective: Day | null;
  readonly ended: Day | null;
} {
  const received = dayOn(receivedAt, receivedOn);
  const day = (instant: Instant | undefined, on: string | undefined): Day | null =>
    instant === undefined ? null : instant === receivedAt ? received : dayOn(instant, on);
  return {
    received,
    accepted: day(at.acceptedAt, undefined),
    decided: day(at.decidedAt, decidedOn),
    effective: day(at.effectiveAt, decidedOn),
    ended: day(at.endedAt, endedOn),
  };
}
