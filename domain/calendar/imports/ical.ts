import type { ImportFault } from '../../refusals/import.ts';
import { civilFromDays } from '../civil.ts';
import type { Day } from '../day.ts';
import type { Imported, ImportedDay } from './days.ts';
import { isNewYear, kindOfEvent, nameOfEvent } from './event-kind.ts';
import { dayIn, shortOf } from './texts.ts';

/** A line of iCalendar: `NAME;PARAMETER=…:value`, with the number of its first line in the file. */
interface Property {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

const propertyForm = /^([A-Za-z0-9-]+)(?:;[^=;:]+=(?:"[^"]*"|[^";:]*))*:(.*)$/su;
const dateForm = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})Z?)?$/;
const longestEvent = 60;

/** Whether a text is iCalendar rather than JSON. */
export const isICalendar = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);

/**
 * Reads an iCalendar file (RFC 5545) of days off and make-up workdays: events of whole days. What an event is stands in
 * its summary, its categories or `X-APPLE-SPECIAL-DAY`. The libraries at hand take 31 February for 2 March and know no
 * line numbers, so its lines are read here.
 */
export function readICalendar(text: string): Imported {
  const faults: ImportFault[] = [];
  const days: ImportedDay[] = [];
  const notices = new Set<string>();
  let event: Property[] | undefined;
  let nested = 0;
  for (const { content, line } of unfolded(text)) {
    const property = propertyOf(content, line);
    if (!property) {
      faults.push({ code: 'unreadable', place: { line }, found: shortOf(content) });
      continue;
    }
    const { name, value } = property;
    const component = value.trim().toUpperCase();
    if (name === 'BEGIN' && component === 'VEVENT') [event, nested] = [[property], 0];
    else if (name === 'END' && component === 'VEVENT' && event) {
      if (!isCancelled(event)) {
        days.push(...daysOf(event, faults));
        for (const notice of noticesOf(event)) notices.add(notice);
      }
      event = undefined;
    } else if (event && name === 'BEGIN') nested += 1;
    else if (event && name === 'END') nested -= 1;
    // A reminder inside an event has dates of its own.
    else if (event && nested === 0) event.push(property);
  }
  if (!/^END:VCALENDAR\s*$/im.test(text)) faults.push({ code: 'notEnded' });
  if (event) faults.push({ code: 'eventNotEnded', place: { line: event[0]!.line } });
  if (days.length === 0 && faults.length === 0) faults.push({ code: 'noDays' });
  return { days, notices: [...notices], faults };
}

/** Lines with what is folded onto the next ones, by the number of the first. */
function unfolded(text: string): readonly { readonly content: string; readonly line: number }[] {
  const lines: { content: string; line: number }[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.content += raw.slice(1);
    else if (raw.trim() !== '') lines.push({ content: raw, line: index + 1 });
  }
  return lines;
}

function propertyOf(content: string, line: number): Property | undefined {
  const found = propertyForm.exec(content);
  if (!found) return undefined;
  const [, name = '', value = ''] = found;
  return { name: name.toUpperCase(), value, line };
}

const valueOf = (event: readonly Property[], name: string): Property | undefined =>
  event.find(each => each.name === name);
const textOf = (event: readonly Property[], name: string): string =>
  (valueOf(event, name)?.value ?? '').replaceAll(/\\([\\;,nN])/g, (_, character: string) =>
    /n/i.test(character) ? '\n' : character,
  );
const isCancelled = (event: readonly Property[]): boolean => /^cancelled$/i.test(textOf(event, 'STATUS').trim());

/** Addresses that an event names: of its notice. */
const noticesOf = (event: readonly Property[]): readonly string[] =>
  [textOf(event, 'URL'), textOf(event, 'DESCRIPTION')].flatMap(each => each.match(/https?:\/\/[^\s，。]+/g) ?? []);

function daysOf(event: readonly Property[], faults: ImportFault[]): readonly ImportedDay[] {
  const [begin] = event;
  const summary = textOf(event, 'SUMMARY').trim();
  const marks = [summary, textOf(event, 'CATEGORIES'), textOf(event, 'X-APPLE-SPECIAL-DAY')];
  const place = { line: valueOf(event, 'SUMMARY')?.line ?? begin!.line };
  const kind = kindOfEvent(marks);
  if (summary === '') faults.push({ code: 'noSummary', place });
  else if (kind === undefined) faults.push({ code: 'unclear', place, found: shortOf(summary) });
  const repeated = valueOf(event, 'RRULE') ?? valueOf(event, 'RDATE');
  if (repeated) faults.push({ code: 'repeated', place: { line: repeated.line } });
  const span = spanOf(event, faults);
  // What else is wrong with an event hides no fault of its days.
  if (!span || kind === undefined) return [];
  const name = nameOfEvent(summary);
  return Array.from({ length: span.to - span.from + 1 }, (_, index): ImportedDay => {
    const day = span.from + index;
    return { day, working: kind === 'working', name, year: yearOfNotice(day, name), place: { line: span.line } };
  });
}

/** A notice may name days of the December before it: those are New Year's. */
function yearOfNotice(day: Day, name: string): number {
  const { year, month } = civilFromDays(day);
  return month === 12 && isNewYear(name) ? year + 1 : year;
}

interface EventSpan {
  readonly from: Day;
  readonly to: Day;
  readonly line: number;
}

/** The days of an event, its last one included: `DTEND` is the day after, `DURATION` a number of days or weeks. */
function spanOf(event: readonly Property[], faults: ImportFault[]): EventSpan | undefined {
  const start = valueOf(event, 'DTSTART');
  if (!start) {
    faults.push({ code: 'noStart', place: { line: event[0]!.line } });
    return undefined;
  }
  const from = dateOf(start, faults);
  const end = valueOf(event, 'DTEND');
  const duration = valueOf(event, 'DURATION');
  const after = end ? dateOf(end, faults) : duration ? afterDuration(from, duration, faults) : from;
  if (from === undefined || after === undefined) return undefined;
  const { line, value } = end ?? duration ?? start;
  if (after < from) faults.push({ code: 'endsBeforeStart', place: { line }, found: value });
  if (after - from > longestEvent) faults.push({ code: 'tooLong', place: { line }, found: value });
  // Some calendars end an event of one day on that day itself.
  return { from, to: Math.min(Math.max(from, after - 1), from + longestEvent), line: start.line };
}

function dateOf({ value, line }: Property, faults: ImportFault[]): Day | undefined {
  const [, year, month, of, time] = dateForm.exec(value.trim()) ?? [];
  const day = dayIn(`${year}-${month}-${of}`);
  if (day === undefined) faults.push({ code: 'noDate', place: { line }, found: shortOf(value) });
  else if (time !== undefined && time !== '000000') {
    faults.push({ code: 'partOfDay', place: { line }, found: shortOf(value) });
    return undefined;
  }
  return day;
}

function afterDuration(from: Day | undefined, { value, line }: Property, faults: ImportFault[]): Day | undefined {
  const [, count, unit] = /^\+?P(\d{1,3})([DW])$/i.exec(value.trim()) ?? [];
  if (unit === undefined) {
    faults.push({ code: 'partOfDay', place: { line }, found: shortOf(value) });
    return undefined;
  }
  return from === undefined ? undefined : from + Number(count) * (unit.toUpperCase() === 'W' ? 7 : 1);
}
