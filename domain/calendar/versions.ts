import { Refused } from '../refusal.ts';
import type { CalendarData } from './calendar.ts';
import { type Day, parseDay } from './day.ts';
import { calendarOf, type CalendarFile } from './file.ts';

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
 * @throws Refused `calendar.unknownBase`, `calendar.circle`, `calendar.contradiction`
 */
export function versionsOf(
  file: CalendarFile,
  current: readonly CalendarVersion[],
): readonly [CalendarVersion, ...CalendarVersion[]] {
  const below = file.on === undefined ? undefined : current.find(each => each.file.calendar === file.on);
  refuseCircle(file, current);
  const own: CalendarVersion = {
    data: calendarOf(file, below?.data),
    file,
    ...(below && { base: below.data.version }),
  };
  return [own, ...over(own, current)];
}

/** The calendars that lie on a new version, each rebuilt from its own file. */
function over(below: CalendarVersion, current: readonly CalendarVersion[]): readonly CalendarVersion[] {
  return current
    .filter(each => each.file.on === below.file.calendar)
    .flatMap(({ file }) => {
      const version = `${file.version}@${below.data.version}`;
      const next = { data: calendarOf({ ...file, version }, below.data), file, base: below.data.version };
      return [next, ...over(next, current)];
    });
}

function refuseCircle(file: CalendarFile, current: readonly CalendarVersion[]): void {
  const seen = [file.calendar];
  for (let on = file.on; on !== undefined; on = current.find(each => each.file.calendar === on)?.file.on) {
    if (seen.includes(on))
      throw new Refused('calendar.circle', `${[...seen, on].join(' lies on ')}: a calendar cannot lie on itself.`, {
        details: { found: [...seen, on] },
      });
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
  if (JSON.stringify(before.businessHours) !== JSON.stringify(after.businessHours))
    return { first: -Infinity, last: Infinity };
  const working = (data: CalendarData): ReadonlyMap<string, boolean> =>
    new Map(data.overrides.map(each => [each.day, each.working]));
  const [old, now] = [working(before), working(after)];
  const days = [...new Set([...old.keys(), ...now.keys()])].filter(day => old.get(day) !== now.get(day)).map(parseDay);
  return days.length === 0 ? undefined : { first: Math.min(...days), last: Math.max(...days) };
}
