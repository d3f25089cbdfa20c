import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { calendarFrom, refuseIssues } from '../../domain/calendar/arrangement.ts';
import { type Calendar, type CalendarData, compileCalendar } from '../../domain/calendar/calendar.ts';
import { calendarOf } from '../../domain/calendar/file.ts';
import { shippedCalendars } from '../../domain/calendar/published.ts';
import { isHolidayCn } from '../../domain/calendar/imports/holiday-cn.ts';
import { isICalendar } from '../../domain/calendar/imports/ical.ts';
import { importedYears } from '../../domain/calendar/imports/imports.ts';
import { readCalendarFile } from '../../domain/calendar/reading.ts';
import { Refused } from '../../domain/refusal.ts';
import { issuesOf } from '../../domain/issue.ts';

const days = z.strictObject({ off: z.record(z.string(), z.array(z.string())), work: z.array(z.string()) });
/** As the shipped ones lie in `domain/calendar/arrangements`: by year of the notice. */
const arrangements = z.record(
  z.string().regex(/^\d{4}$/),
  z.strictObject({
    notices: z.array(z.string()).default([]),
    ...days.shape,
    firstNotice: z.strictObject({ amendedOn: z.string(), ...days.shape }).optional(),
  }),
);
const segments = z.array(z.tuple([z.int(), z.int()])).min(1);
const hours = z.strictObject({
  from: z.string().exactOptional(),
  to: z.string().exactOptional(),
  weekdays: z.array(z.int().min(1).max(7)).min(1).exactOptional(),
  segments,
});
const calendar = z.strictObject({
  id: z.string().min(1),
  version: z.string().min(1),
  title: z.string().min(1),
  firstYear: z.int().min(1900).max(9999),
  publishedYears: z.array(z.int().min(1900).max(9999)).min(1).max(200),
  overrides: z.array(
    z.strictObject({ day: z.string(), working: z.boolean(), name: z.string(), notice: z.string().optional() }),
  ),
  businessHours: z.union([segments.transform(each => [{ segments: each }]), z.array(hours)]),
});

const compiled = new Map<string, Calendar>();

/**
 * A shipped calendar by its id (its newest version) or by its version, else the one in that file. Refuses
 * (`calendar.unknown`, `calendar.unreadable`) what is neither, and a file that holds no calendar.
 */
export function calendarNamed(name: string): Calendar {
  return shipped(name) ?? compileCalendar(inFile(name));
}

/** A shipped calendar by its id or its version; refuses (`calendar.unknown`) any other. */
export function shippedCalendar(name: string): Calendar {
  return shipped(name) ?? unknown(name);
}

function shipped(name: string): Calendar | undefined {
  const known = compiled.get(name);
  const data = known?.data ?? shippedCalendars.findLast(({ id, version }) => name === id || name === version);
  const calendar = known ?? (data && compileCalendar(data));
  if (calendar) compiled.set(name, calendar);
  return calendar;
}

function unknown(name: string, ...others: readonly string[]): never {
  const expected = [...shippedCalendars.flatMap(({ id, version }) => [id, version]), ...others];
  throw new Refused('calendar.unknown', { found: name, expected }, 'calendar.version');
}

function inFile(path: string): CalendarData {
  if (!existsSync(path)) unknown(path, 'file');
  const text = textOf(path);
  const bare = basename(path).replace(/\.\w+$/, '');
  const named = { id: bare, version: bare, title: bare };
  if (isICalendar(text)) return calendarFrom(importedYears(text, { file: path, notice: bare }), named);
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new Refused('calendar.unreadable', { path, why: error instanceof Error ? error.message : String(error) });
  }
  if (typeof found === 'object' && found !== null && 'calendar' in found) {
    const file = readCalendarFile(found);
    return calendarOf(file, file.on === undefined ? undefined : shipped(file.on)?.data);
  }
  if (isHolidayCn(found)) return calendarFrom(importedYears(text, { file: path, notice: bare }), named);
  const whole = calendar.safeParse(found);
  if (whole.success) return withDaysInEachYear(whole.data as CalendarData);
  const years = arrangements.safeParse(found);
  if (years.success) return calendarFrom(years.data as Parameters<typeof calendarFrom>[0], named);
  const { error } = typeof found === 'object' && found !== null && 'overrides' in found ? whole : years;
  throw new Refused('calendar.unreadable', { path, issues: issuesOf(error!, found).slice(0, 1) });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refused('calendar.unreadable', { path, why: error instanceof Error ? error.message : String(error) });
  }
}

/** Refuses (`calendar.contradiction`) a year that is published and names no day: its holidays would be working days. */
function withDaysInEachYear(data: CalendarData): CalendarData {
  const empty = data.publishedYears.filter(year => !data.overrides.some(({ day }) => day.startsWith(`${year}-`)));
  refuseIssues(
    empty.map(year => ({ code: 'emptyYear', year: String(year) })),
    data.id,
    data.version,
  );
  return data;
}
