import { dayEndingAt, type Day, type Instant } from '../../domain/calendar/day.ts';

/** The last day of what is due then: 24:00 belongs to the day that it ends. (T17) */
export const dueDayOf = (due: Instant | null | undefined): Day | null => (due == null ? null : dayEndingAt(due));
