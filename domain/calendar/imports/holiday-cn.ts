import { z } from 'zod';
import { issuesOf } from '../../issue.ts';
import type { ImportFault } from '../../refusals/import.ts';
import { yearOfDay } from '../day.ts';
import { dayIn, shortOf } from './texts.ts';
import type { Imported, ImportedDay } from './days.ts';

const text = z.string().trim().min(1).max(200);
const yearNumber = z.int().min(1900).max(9999);
const mostDays = 400;
/** A year as the data set holiday-cn has it; it has fields of its own beside these. */
const file = z.object({
  year: yearNumber,
  papers: z.array(text).max(20).default([]),
  days: z.array(z.unknown()).max(mostDays),
});
const entry = z.object({ name: text, date: z.string(), isOffDay: z.boolean() });
const dated = entry.pick({ date: true });
const named = entry.pick({ name: true });
const restedOn = entry.pick({ isOffDay: true });

type HolidayCn = Readonly<Record<string, unknown>> & { readonly days: readonly unknown[] };

/** Whether a value looks like a year of holiday-cn rather than a calendar file. */
export const isHolidayCn = (found: unknown): found is HolidayCn =>
  typeof found === 'object' && found !== null && 'days' in found && Array.isArray(found.days);

/**
 * Reads a year of holiday-cn: `{ year, papers, days: [{ name, date, isOffDay }] }`. A day that is wrong hides no fault
 * of the others.
 */
export function readHolidayCn(found: unknown): Imported {
  const whole = file.safeParse(found);
  const faults = faultsIn(whole.error, found);
  if (!isHolidayCn(found)) return { days: [], notices: [], faults };
  const year = yearNumber.safeParse(found['year']).data;
  const imported = found.days.slice(0, mostDays).flatMap((each, index): readonly ImportedDay[] => {
    const path = ['days', String(index)];
    faults.push(...faultsIn(entry.safeParse(each).error, each, path));
    // What else is wrong with a day hides no fault of its date.
    const date = dated.safeParse(each).data?.date;
    if (date === undefined) return [];
    const place = { path: [...path, 'date'] };
    const day = dayIn(date);
    if (day === undefined) faults.push({ code: 'noDate', place, found: shortOf(date) });
    const isOffDay = restedOn.safeParse(each).data?.isOffDay;
    if (day === undefined || isOffDay === undefined) return [];
    const { name = '' } = named.safeParse(each).data ?? {};
    return [{ day, working: !isOffDay, name, year: year ?? yearOfDay(day), place }];
  });
  if (found.days.length === 0) faults.push({ code: 'noDays' });
  return { days: imported, notices: whole.data?.papers ?? [], faults };
}

/** What does not fit, by its path in the file. */
const faultsIn = (error: z.ZodError | undefined, found: unknown, under: readonly string[] = []): ImportFault[] =>
  error === undefined ? [] : issuesOf(error, found, under).map(issue => ({ code: 'issue', issue }));
