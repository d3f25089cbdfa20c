import { daysFromCivil } from './civil.ts';
import { type Day, yearOfDay } from './day.ts';

/**
 * Why a date may still move, or is not known: a year on the way without a notice, which counts by the holiday
 * regulation; the end of a December that the notice of the year after may still name; a pause without an end in sight;
 * an end that lies beyond what the calendar reaches.
 */
export type Provisional =
  | { readonly code: 'yearUnpublished'; readonly year: number }
  | { readonly code: 'decemberOpen'; readonly year: number }
  | { readonly code: 'pauseOpen' }
  | { readonly code: 'beyondCalendar'; readonly calendar: string };

/** A notice may name days of the December before it from here on: two of twelve did. */
const firstOpenDay = 20;

/** Why a count from one day to another may still move: the first year on the way that nobody has announced. (T4) */
export function provisionalOf(
  publishedYears: readonly number[],
  firstYear: number,
): (from: Day, to: Day) => Provisional | undefined {
  const published = new Set(publishedYears);
  // Nearly every clock ends before the first gap: that needs no look at the years.
  let gap = firstYear;
  while (published.has(gap)) gap += 1;
  const [begins, certainTo] = [daysFromCivil(firstYear, 1, 1), daysFromCivil(gap - 1, 12, firstOpenDay)];
  return (from, to) => {
    if (to < certainTo && from >= begins) return undefined;
    const [first, last] = [yearOfDay(from), yearOfDay(to)];
    for (let year = first; year <= last; year += 1) if (!published.has(year)) return { code: 'yearUnpublished', year };
    // Every year on the way is announced, so only the last one can lie before one that is not.
    const touches = to >= daysFromCivil(last, 12, firstOpenDay);
    return touches && !published.has(last + 1) ? { code: 'decemberOpen', year: last } : undefined;
  };
}
