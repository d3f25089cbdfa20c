import type { CalendarData } from './calendar.ts';
import { daysFromCivil } from './civil.ts';
import { type Day, formatDay } from './day.ts';
import { type BusinessHours, compileOfficeHours } from './office-hours.ts';
import { defined } from '../defined.ts';

/**
 * A new version of a calendar as it is put in force on a day. Hours that a file states without a first day hold from
 * that day on, and every day before it keeps the hours that it had, so a change of hours never counts anew what has
 * passed. Hours with a first day hold from it, also where they are published later. (T16)
 */
export function keepPastHours(next: CalendarData, before: CalendarData | undefined, today: Day): CalendarData {
  if (!before || JSON.stringify(before.businessHours) === JSON.stringify(next.businessHours)) return next;
  const [old, now] = [compileOfficeHours(before.businessHours), compileOfficeHours(next.businessHours)];
  const first = daysFromCivil(next.firstYear, 1, 1);
  const past = Array.from({ length: Math.max(0, today - first) }, (_, index) => first + index);
  if (past.every(day => sameHours(old.entryOn(day), now.entryOn(day)))) return next;
  return {
    ...next,
    businessHours: [
      ...before.businessHours.flatMap(each => clipped(each, { to: formatDay(today - 1) })),
      ...next.businessHours.flatMap(each =>
        each.from === undefined ? clipped(each, { from: formatDay(today) }) : [each],
      ),
    ],
  };
}

/** Whether two entries say the same hours, whatever their validity. */
export const sameHours = (a: BusinessHours, b: BusinessHours): boolean =>
  a === b || JSON.stringify(a.segments) === JSON.stringify(b.segments);

/** An entry within bounds; none where nothing is left of it. */
function clipped(entry: BusinessHours, bound: Pick<BusinessHours, 'from' | 'to'>): readonly BusinessHours[] {
  const from = [entry.from, bound.from]
    .filter(day => day !== undefined)
    .toSorted()
    .at(-1);
  const to = [entry.to, bound.to].filter(day => day !== undefined).toSorted()[0];
  if (from !== undefined && to !== undefined && to < from) return [];
  return [{ ...entry, ...defined({ from, to }) }];
}
