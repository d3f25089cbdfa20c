import { z } from 'zod';
import { issuesOf } from '../../issue.ts';
import type { ImportFault } from '../../refusals/import.ts';
import { dayIn, shortOf } from './texts.ts';
import type { Imported, ImportedDay } from './days.ts';

const text = z.string().trim().min(1).max(200);
/** A year as the data set holiday-cn has it; it has fields of its own beside these. */
const file = z.object({
  year: z.int().min(1900).max(9999),
  papers: z.array(text).max(20).default([]),
  days: z.array(z.object({ name: text, date: z.string(), isOffDay: z.boolean() })).max(400),
});

/** Whether a value looks like a year of holiday-cn rather than a calendar file. */
export const isHolidayCn = (found: unknown): boolean =>
  typeof found === 'object' && found !== null && 'days' in found && Array.isArray(found.days);

/** Reads a year of holiday-cn: `{ year, papers, days: [{ name, date, isOffDay }] }`. */
export function readHolidayCn(found: unknown): Imported {
  const read = file.safeParse(found);
  if (!read.success) {
    const faults = issuesOf(read.error, found).map((issue): ImportFault => ({ code: 'issue', issue }));
    return { days: [], notices: [], faults };
  }
  const { year, papers, days } = read.data;
  const faults: ImportFault[] = [];
  const imported = days.flatMap(({ name, date, isOffDay }, index): readonly ImportedDay[] => {
    const place = { path: ['days', String(index), 'date'] };
    const day = dayIn(date);
    if (day !== undefined) return [{ day, working: !isOffDay, name, year, place }];
    faults.push({ code: 'noDate', place, found: shortOf(date) });
    return [];
  });
  if (days.length === 0) faults.push({ code: 'noDays' });
  return { days: imported, notices: papers, faults };
}
