import type { CalendarData, Override } from './calendar.ts';

/**
 * A region's or an organisation's calendar on top of another: its own overrides win, all other dates stay. (T5) Laid
 * over each other they give the order that holds: organisation over region over `cn`.
 */
export function overlay(
  base: CalendarData,
  own: Pick<CalendarData, 'id' | 'version' | 'title'> & { readonly overrides: readonly Override[] },
): CalendarData {
  const replaced = new Set(own.overrides.map(({ day }) => day));
  return { ...base, ...own, overrides: [...base.overrides.filter(({ day }) => !replaced.has(day)), ...own.overrides] };
}
