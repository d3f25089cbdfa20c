import pg from 'pg';
import { millisecondsPerDay, type Day, type Instant } from '../domain/calendar/day.ts';

/** An instant as PostgreSQL is given it. */
export const iso = (instant: Instant): string => new Date(instant).toISOString();
/** A day as PostgreSQL is given it. */
export const isoDay = (day: Day): string => iso(day * millisecondsPerDay).slice(0, 10);

const timestamp = /^(\d{4,})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?\+00$/;

/** Milliseconds from PostgreSQL's text. Refuses microseconds: a cursor made of a rounded instant loses rows. */
function instantFrom(text: string): Instant {
  const found = timestamp.exec(text);
  if (!found)
    throw new Error(`Found the timestamp "${text}", expected whole milliseconds in UTC; cast it to timestamptz(3).`);
  const [, year, month, date, hour, minute, second, fraction = ''] = found;
  return Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(date),
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0')),
  );
}

function dayFrom(text: string): Day {
  const day = Date.parse(`${text}T00:00:00Z`) / millisecondsPerDay;
  if (!Number.isInteger(day)) throw new Error(`Found the date "${text}", expected YYYY-MM-DD.`);
  return day;
}

function integerFrom(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Error(`Found the bigint ${text}, expected one that a number holds exactly.`);
  return value;
}

const parsers: Record<number, (text: string) => unknown> = { 20: integerFrom, 1082: dayFrom, 1184: instantFrom };

/** How values are read: bigint as an exact number, date as a day, timestamptz as milliseconds; the rest as pg does. */
export const parserOf = (type: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
  parsers[type] ?? (pg.types.getTypeParser(type, format as 'text') as (text: string) => unknown);
