import { Refused } from '../refusal.ts';
import { type CalendarData, compileCalendar, lastYearOf } from './calendar.ts';
import { daysFromCivil } from './civil.ts';
import type { Day } from './day.ts';
import { calendarOf, type CalendarFile } from './file.ts';
import { keepPastHours, sameHours } from './past-hours.ts';

/** A version of a calendar as it stands in the register. */
export interface CalendarVersion {
  readonly data: CalendarData;
  readonly file: CalendarFile;
  /** The version of the calendar below, of an overlay. */
  readonly base?: string;
}

/**
 * What publishing a file makes: its own version and, on top of it, a new version of each calendar that lies on it,
 * directly or through others (`<its own version>@<the version below>`). The file's own comes first.
 * @param current the version in force of every calendar
 * @param today the day on which it is published: every day before it keeps its office hours
 * @throws Refused `calendar.unknownBase`, `calendar.circle`, `calendar.contradiction`
 */
export function versionsOf(
  file: CalendarFile,
  current: readonly CalendarVersion[],
  today: Day,
): readonly [CalendarVersion, ...CalendarVersion[]] {
  const below = file.on === undefined ? undefined : current.find(each => each.file.calendar === file.on);
  refuseCircle(file, current);
  const own: CalendarVersion = {
    data: inForce(calendarOf(file, below?.data), current, today),
    file,
    ...(below && { base: below.data.version }),
  };
  return [own, ...over(own, current, today)];
}

const inForce = (data: CalendarData, current: readonly CalendarVersion[], today: Day): CalendarData =>
  keepPastHours(data, current.find(each => each.data.id === data.id)?.data, today);

/** The calendars that lie on a new version, each rebuilt from its own file. */
function over(below: CalendarVersion, current: readonly CalendarVersion[], today: Day): readonly CalendarVersion[] {
  return current
    .filter(each => each.file.on === below.file.calendar)
    .flatMap(({ file }) => {
      const version = `${file.version}@${below.data.version}`;
      const data = inForce(calendarOf({ ...file, version }, below.data), current, today);
      const next = { data, file, base: below.data.version };
      return [next, ...over(next, current, today)];
    });
}

function refuseCircle(file: CalendarFile, current: readonly CalendarVersion[]): void {
  const seen = [file.calendar];
  for (let on = file.on; on !== undefined; on = current.find(each => each.file.calendar === on)?.file.on) {
    if (seen.includes(on)) throw new Refused('calendar.circle', { found: [...seen, on] });
    seen.push(on);
  }
}

/** The published years of a version that another one no longer has. */
export const yearsTaken = (before: CalendarData, after: CalendarData): readonly number[] =>
  before.publishedYears.filter(year => !after.publishedYears.includes(year));

/**
 * The first and the last day about which two versions differ, or undefined when they count the same everywhere: only a
 * clock that touches a day between them can be due another day.
 */
export function differingDays(
  before: CalendarData,
  after: CalendarData,
): { readonly first: Day; readonly last: Day } | undefined {
  const [old, now] = [compileCalendar(before), compileCalendar(after)];
  const from = daysFromCivil(Math.max(before.firstYear, after.firstYear), 1, 1);
  const to = daysFromCivil(Math.min(lastYearOf(before), lastYearOf(after)) + 1, 1, 1);
  const days = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).filter(day => {
    const isWorking = now.isWorking(day);
    if (old.isWorking(day) !== isWorking) return true;
    return isWorking && !sameHours(old.businessHoursOn(day), now.businessHoursOn(day));
  });
  return days.length === 0 ? undefined : { first: days[0]!, last: days.at(-1)! };
}
