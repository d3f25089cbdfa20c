import { z } from 'zod';
import { type Issue, issuesOf } from '../issue.ts';
import { Refused } from '../refusal.ts';
import type { CalendarFile } from './file.ts';

const name = z
  .string()
  .refine(value => /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(value), { params: { code: 'badName' } });
const text = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(value => !value.includes('\u0000') && value.isWellFormed(), { params: { code: 'notStorable' } });
const time = z
  .string()
  .refine(value => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value), { params: { code: 'badTime' } });
const dates = z.array(z.string().max(40)).max(400);
const days = { off: z.record(text, dates), work: dates };
const arrangement = z.strictObject({
  notices: z.array(text).refine(value => value.length > 0, { params: { code: 'noNotice' } }),
  ...days,
  firstNotice: z.strictObject({ amendedOn: z.string(), ...days }).optional(),
});
const segments = z
  .array(z.tuple([time, time]))
  .min(1)
  .max(6);
const hoursByDay = z
  .array(
    z.strictObject({
      from: z.string().optional(),
      to: z.string().optional(),
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).optional(),
      segments,
    }),
  )
  .min(1)
  .max(200);
const header = {
  calendar: name,
  version: name,
  title: text,
  on: name.optional(),
  businessHours: segments.optional(),
};
const file = z.strictObject({ ...header, years: z.record(z.string(), arrangement) });
const fileWithHoursByDay = file.extend({ businessHours: hoursByDay });

/** What names a version, where its file does not say it. */
export type Naming = Partial<Pick<CalendarFile, 'calendar' | 'version' | 'title' | 'on'>>;

/**
 * Reads a calendar file: an object with `calendar`, `version`, `title`, perhaps `on` and `businessHours`, and the years
 * beside them, each as the State Council's arrangements have it. A file that holds years alone is named by `naming`,
 * which wins.
 * @throws Refused `calendar.file` with everything that does not fit
 */
export function readCalendarFile(found: unknown, naming: Naming = {}): CalendarFile {
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw noCalendar([{ path: [], code: 'noYears', params: {} }]);
  const entries = Object.entries(found);
  const years = Object.fromEntries(entries.filter(([key]) => !(key in header)));
  const named = Object.fromEntries(entries.filter(([key]) => key in header));
  const hours = named['businessHours'];
  const form = Array.isArray(hours) && !hours.some(Array.isArray) ? fileWithHoursByDay : file;
  const whole = { ...named, ...naming, years };
  const { data, error } = form.safeParse(whole);
  if (error)
    throw noCalendar(
      issuesOf(error, whole).map(issue => ({ ...issue, path: issue.path.filter(part => part !== 'years') })),
    );
  return data as CalendarFile;
}

/** The file's text, for `readCalendarFile`; it reads the same again. */
export const writtenCalendarFile = ({ years, ...named }: CalendarFile): string =>
  `${JSON.stringify({ ...named, ...years }, null, 2)}\n`;

const noCalendar = (issues: readonly Issue[]): Refused => new Refused('calendar.file', { issues }, 'calendar.file');
