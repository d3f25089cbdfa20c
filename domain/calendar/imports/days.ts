import type { ImportFault, ImportPlace } from '../../refusals/import.ts';
import type { Arrangement, Arrangements } from '../arrangement.ts';
import { type Day, formatDay, weekdayOf, yearOfDay } from '../day.ts';

/** A day of a file, with the year of the notice that names it and where the file has it. */
export interface ImportedDay {
  readonly day: Day;
  readonly working: boolean;
  readonly name: string;
  readonly year: number;
  readonly place: ImportPlace;
}

/** What a file says: its days and the notices that it names, with everything that is wrong with it. */
export interface Imported {
  readonly days: readonly ImportedDay[];
  readonly notices: readonly string[];
  readonly faults: readonly ImportFault[];
}

/** What contradicts itself among the days of a file, each by its place. */
export function contradictionsOf(days: readonly ImportedDay[]): readonly ImportFault[] {
  const seen = new Map<Day, ImportedDay>();
  return days.flatMap((each): readonly ImportFault[] => {
    const { day, working, year, place } = each;
    const before = seen.get(day);
    seen.set(day, before ?? each);
    const named = formatDay(day);
    if (before) return [{ code: before.working === working ? 'dayTwice' : 'dayBoth', place, day: named }];
    if (Math.abs(yearOfDay(day) - year) > 1) return [{ code: 'otherYear', place, day: named, year }];
    return working && weekdayOf(day) < 5 ? [{ code: 'idleMakeUp', place, day: named }] : [];
  });
}

/** The years that the days make, each with the notices. */
export function arrangementsOf(days: readonly ImportedDay[], notices: readonly string[]): Arrangements {
  const years = Map.groupBy(
    days.toSorted((a, b) => a.day - b.day),
    ({ year }) => String(year),
  );
  return Object.fromEntries(
    [...years].map(([year, list]): [string, Arrangement] => {
      const off = Map.groupBy(
        list.filter(({ working }) => !working),
        ({ name }) => name,
      );
      return [
        year,
        {
          notices,
          off: Object.fromEntries([...off].map(([name, each]) => [name, spansOf(each.map(({ day }) => day))])),
          work: list.filter(({ working }) => working).map(({ day }) => formatDay(day)),
        },
      ];
    }),
  );
}

/** Days in order as single dates and spans. */
function spansOf(days: readonly Day[]): readonly string[] {
  const spans: { from: Day; to: Day }[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && day === last.to + 1) last.to = day;
    else spans.push({ from: day, to: day });
  }
  return spans.map(({ from, to }) => (from === to ? formatDay(from) : `${formatDay(from)}/${formatDay(to)}`));
}
