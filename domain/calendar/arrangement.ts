import { Refused } from '../refusal.ts';
import type { CalendarFault } from '../refusals/calendar.ts';
import { type CalendarData, lastYearOf, type Override } from './calendar.ts';
import { defaultBusinessHours } from './office-hours.ts';
import { type Day, formatDay, parseDay, weekdayOf, yearOfDay } from './day.ts';

/** The days of one notice: `off` by holiday as days or spans `from/to`, `work` the make-up workdays. */
export interface Days {
  readonly off: Readonly<Record<string, readonly string[]>>;
  readonly work: readonly string[];
}
/** The State Council's arrangement of one year, as amended; `firstNotice` is what held until the amendment. */
export interface Arrangement extends Days {
  readonly notices: readonly string[];
  readonly firstNotice?: Days & { readonly amendedOn: string };
}
/** Arrangements by the year of their notice; a notice may name days of a neighbouring year. */
export type Arrangements = Readonly<Record<string, Arrangement>>;

interface Row extends Override {
  readonly at: Day;
}

const makeUp = '调休上班';
const longestSpan = 60;

/**
 * Turns arrangements into a calendar. Refuses (`calendar.contradiction`) what contradicts itself and lists **all**
 * faults: a day named twice or both off and working, a make-up day that is a working day anyway, a date that does not
 * exist, a date outside the notice's reach (its own and the neighbouring years).
 */
export function calendarFrom(
  arrangements: Arrangements,
  {
    id,
    version,
    title,
    businessHours = defaultBusinessHours,
  }: Pick<CalendarData, 'id' | 'version' | 'title'> & { readonly businessHours?: CalendarData['businessHours'] },
): CalendarData {
  const { rows, faults } = readRows(arrangements);
  const publishedYears = Object.keys(arrangements)
    .map(Number)
    .sort((a, b) => a - b);
  if (publishedYears.length === 0) faults.push({ code: 'noYear' });
  for (const row of rows) if (row.working && weekdayOf(row.at) < 5) faults.push({ code: 'idleMakeUp', day: row.day });
  refuseIssues(faults, id, version);
  return {
    id,
    version,
    title,
    firstYear: publishedYears[0] ?? 0,
    publishedYears,
    overrides: rows.map(overrideOf),
    businessHours,
  };
}

/**
 * The overrides that a region or an organisation lays over another calendar. The same faults are refused, but a working
 * day may lie on any date: it may be one that the calendar below takes off. A date that the calendar below does not
 * reach is a fault.
 */
export function overridesFrom(
  arrangements: Arrangements,
  base: CalendarData,
  { id, version }: Pick<CalendarData, 'id' | 'version'>,
): readonly Override[] {
  const { rows, faults } = readRows(arrangements);
  const last = lastYearOf(base);
  for (const { at, day } of rows)
    if (yearOfDay(at) < base.firstYear || yearOfDay(at) > last)
      faults.push({ code: 'beyondBase', day, base: base.version, firstYear: base.firstYear, lastYear: last });
  refuseIssues(faults, id, version);
  return rows.map(overrideOf);
}

const overrideOf = ({ at: _, ...override }: Row): Override => override;

export function refuseIssues(faults: readonly CalendarFault[], id: string, version: string): void {
  if (faults.length === 0) return;
  throw new Refused('calendar.contradiction', { calendar: id, version, faults }, 'calendar.oneOverride');
}

/** The arrangements as they stood before the amendment of `year` was published. */
export function beforeAmendment(arrangements: Arrangements, year: number): Arrangements {
  const amended = arrangements[year];
  if (amended?.firstNotice === undefined) {
    throw new Refused('calendar.notAmended', { year });
  }
  const { off, work } = amended.firstNotice;
  return { ...arrangements, [year]: { notices: amended.notices.slice(0, 1), off, work } };
}

/**
 * The rows of all years in order of time, with the faults of the dates by themselves and of dates named more than once.
 */
function readRows(arrangements: Arrangements): { readonly rows: readonly Row[]; readonly faults: CalendarFault[] } {
  const faults: CalendarFault[] = [];
  const rows = Object.keys(arrangements)
    .sort()
    .flatMap(year => rowsOf(year, arrangements[year], faults))
    .sort((a, b) => a.at - b.at);
  rows.forEach((row, index) => {
    const previous = rows[index - 1];
    if (previous?.at === row.at)
      faults.push({ code: previous.working === row.working ? 'namedTwice' : 'offAndWorking', day: row.day });
  });
  return { rows, faults };
}

function rowsOf(year: string, arrangement: Arrangement | undefined, faults: CalendarFault[]): readonly Row[] {
  if (arrangement === undefined) return [];
  refuseShell(year, arrangement, faults);
  if (!/^(19|[2-9]\d)\d\d$/.test(year)) {
    faults.push({ code: 'notAYear', year });
    return [];
  }
  const row = (at: Day, working: boolean, name: string): Row => {
    if (Math.abs(yearOfDay(at) - Number(year)) > 1) faults.push({ code: 'beyondNotice', day: formatDay(at), year });
    const notice = noticeOf(arrangement, at, working);
    return { at, day: formatDay(at), working, name, ...(notice === undefined ? {} : { notice }) };
  };
  // What held before is read only by those who ask for it; its dates have to exist all the same.
  const { off = {}, work = [] } = arrangement.firstNotice ?? {};
  for (const span of [...Object.values(off).flat(), ...work]) daysOf(span, year, faults);
  return [
    ...Object.entries(arrangement.off).flatMap(([name, spans]) =>
      spans.flatMap(span => daysOf(span, year, faults).map(at => row(at, false, name))),
    ),
    ...arrangement.work.flatMap(text => daysOf(text, year, faults).map(at => row(at, true, makeUp))),
  ];
}

/** A year that names no day says nothing: published so, it would turn every holiday into a working day. */
function refuseShell(year: string, { off, work }: Days, faults: CalendarFault[]): void {
  if (work.length === 0 && Object.values(off).every(spans => spans.length === 0))
    faults.push({ code: 'emptyYear', year });
  else
    for (const [name, spans] of Object.entries(off))
      if (spans.length === 0) faults.push({ code: 'emptyHoliday', holiday: name, year });
}

/** The notice that says so: the first one wherever it already did. */
function noticeOf({ notices, firstNotice }: Arrangement, at: Day, working: boolean): string | undefined {
  if (firstNotice === undefined) return notices.at(-1);
  const named = working ? firstNotice.work : Object.values(firstNotice.off).flat();
  return named.some(span => daysOf(span, '', []).includes(at)) ? notices[0] : notices.at(-1);
}

function daysOf(span: string, year: string, faults: CalendarFault[]): readonly Day[] {
  const [first = '', last = first, ...rest] = span.split('/');
  try {
    const [from, to] = [parseDay(first), parseDay(last)];
    if (rest.length === 0 && to >= from && to - from < longestSpan) {
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }
    faults.push({ code: 'notASpan', span, year, most: longestSpan });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    faults.push({ code: 'notADate', span, year });
  }
  return [];
}
