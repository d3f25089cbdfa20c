import { compileCalendar, type Calendar } from '../../calendar/calendar.ts';
import { dayOf, instantAt, parseDay } from '../../calendar/day.ts';
import { cn } from '../../calendar/published.ts';
import { since } from '../../calendar/trim-calendar.ts';
import { dueOf } from '../../clock/clock.ts';
import { compareLimits, type Limit } from '../../clock/limit.ts';

const firstAnchor = parseDay('2025-01-01');
const anchors = 365;
/** Limits of decades compare too; of so distant years weekends are all that is known. */
const farYear = 2080;
const tenInTheMorning = 600;

/**
 * Whether `a` can fall due after `b`. Limits of one unit are compared as they are; of others the due days are, from
 * every anchor of a published year: units are not converted. A fixed date is compared with nothing.
 */
export function isLonger(a: Limit, b: Limit): boolean {
  if (a.unit === 'DATE' || b.unit === 'DATE') return false;
  const known = compareLimits(a, b);
  if (known !== undefined) return known > 0;
  const calendar = compileCalendar({ ...since(cn, 2025), publishedYears: [farYear] });
  return Array.from({ length: anchors }, (_, offset) => instantAt(firstAnchor + offset, tenInTheMorning)).some(
    anchor => dayDue(calendar, anchor, a) > dayDue(calendar, anchor, b),
  );
}

const dayDue = (calendar: Calendar, anchor: number, limit: Limit): number =>
  dayOf(dueOf(calendar, { anchor, limit, party: 'agency', pauses: [], extensions: [], warns: false }).at);
