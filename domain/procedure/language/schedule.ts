import type { Calendar } from '../../calendar/calendar.ts';
import { addMonths, type Day, formatDay } from '../../calendar/day.ts';
import type { Limit } from '../../clock/limit.ts';
import type { Json } from '../../values.ts';
import type { Procedure } from './definition.ts';

/** How often a schedule begins a case: every so many working days, calendar days or months. */
export type Every = Limit & { readonly unit: 'WD' | 'ND' | 'MONTH' };
export const isEvery = (limit: Limit): limit is Every =>
  limit.unit === 'WD' || limit.unit === 'ND' || limit.unit === 'MONTH';

/**
 * The dates of a schedule after one day, up to and with another, in order. They are counted from its first day on, so
 * that the 31st of a month comes back after a shorter one.
 */
export function datesOf(
  { every, from }: { readonly every: Every; readonly from: Day },
  { after, upTo }: { readonly after: Day; readonly upTo: Day },
  calendar: Calendar,
): readonly Day[] {
  const dates: Day[] = [];
  for (let time = 1; ; time += 1) {
    const date = dateAt(every, from, time, calendar);
    if (date > upTo) return dates;
    if (date > after) dates.push(date);
  }
}

function dateAt({ unit, n }: Every, from: Day, time: number, calendar: Calendar): Day {
  switch (unit) {
    case 'WD':
      return calendar.addWorkingDays(from, n * time);
    case 'ND':
      return from + n * time;
    case 'MONTH':
      return addMonths(from, n * time);
  }
}

/** The form with which a date begins a case: the date, where the procedure asks for it. */
export const formOn = ({ form }: Pick<Procedure, 'form'>, date: Day): Json => {
  const asks = 'shape' in form && typeof form.shape === 'object' && form.shape !== null && 'date' in form.shape;
  return asks ? { date: formatDay(date) } : {};
};
