import type { CalendarData } from '../../domain/calendar/calendar.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import type { Actor } from '../../domain/values.ts';
import { officer, reference, type VirtualCase } from '../../domain/testing.ts';
import { agreedBy, local } from './restaurant.ts';

export const administrator: Actor = { person: 'p-administrator', role: 'administrator' };

/** The demonstration's calendar with other days off and working, under another version. */
export function amended(
  version: string,
  { off = [], work = [] }: { readonly off?: readonly string[]; readonly work?: readonly string[] },
): CalendarData {
  const changed = new Map([...off.map(day => [day, false] as const), ...work.map(day => [day, true] as const)]);
  const rows = [...changed].map(([day, working]) => ({ day, working, name: working ? '调休上班' : '防汛停工' }));
  return {
    ...demonstration,
    version,
    overrides: [...demonstration.overrides.filter(({ day }) => !changed.has(day)), ...rows],
  };
}

/** Publishes a calendar at a time; the case hears of it when it has waited until `applied`. */
export function publish(one: VirtualCase, time: string, data: CalendarData, applied = time) {
  one.until(applied);
  return one
    .addCalendar(data)
    .at(time)
    .act(administrator, { type: 'recompute', calendar: data.version }, `publication/${data.version}`).lastEvents;
}

export const dueAt = (one: VirtualCase, clock: string): string => local(one.clock(clock).due);

/**
 * Accepted on Wednesday 24 March 2027: promise 5 WD: 25 26 29 30 31 → Mar 31; statutory 20 WD → Apr 22; 清明节 off April 3
 * to 5.
 * The amendment takes Tuesday the 30th: promise 25 26 29 31 Apr 1; statutory one later, Friday Apr 23.
 */
export const withoutTuesday = amended('amended', { off: ['2027-03-30'] });

/** The other branches have agreed, and fire safety inspects for so many working days from 24 March 2027 at 16:00. */
export function fireInspectsAlone<C extends VirtualCase>(one: C, n: number): C {
  for (const [unit, step] of [
    ['urban-management', 'signboard'],
    ['tobacco', 'tobacco'],
  ] as const)
    one.at('2027-03-24T15:00').act(officer(unit), agreedBy(step));
  one.at('2027-03-24T16:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n },
    notice: reference('检-1'),
  });
  return one;
}
