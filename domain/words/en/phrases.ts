import type { Provisional } from '../../calendar/calendar.ts';
import { formatDay, weekdayOf, type Day } from '../../calendar/day.ts';
import type { Measure } from '../../clock/explain/explanation.ts';
import type { CountedLimit, Limit } from '../../clock/limit.ts';
import type { BusinessHours } from '../../calendar/office-hours.ts';
import { hoursAndMinutes, timeOfDayText } from '../times.ts';
import type { AskedLimit } from '../../refusals/clock.ts';

/** `1 day`, `2 days`, `0.5 days`. */
export const numberOf = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const units: Readonly<Record<CountedLimit['unit'], string>> = {
  WD: 'working day',
  ND: 'calendar day',
  MONTH: 'month',
  WH: 'working hour',
  NH: 'hour',
  HALF_DAY: 'working day',
};

/**
 * A limit as the public reads it: `20 working days`, `0.5 working days`, `2 half days`, `1 month`, `20 working days
 * and at most 30 calendar days`; a fixed date as `2026-03-30`.
 */
export function limitText(limit: Limit): string {
  if (limit.unit === 'EARLIER_OF') return limit.of.map(limitText).join(' and at most ');
  if (limit.unit === 'DATE') return limit.date;
  // Two halves end at another instant than a working day: what is no part of a day is told in halves.
  if (limit.unit === 'HALF_DAY' && limit.n % 2 === 0) return numberOf(limit.n, 'half day');
  return numberOf(limit.unit === 'HALF_DAY' ? limit.n / 2 : limit.n, units[limit.unit]);
}

/** An amount in its measure: `20 working days`, `7 hours 30 minutes`; nothing of a fixed date. */
export function amountText(measure: Measure, amount: number): string {
  switch (measure) {
    case 'none':
      return '';
    case 'workingDay':
      return numberOf(amount, 'working day');
    case 'calendarDay':
      return numberOf(amount, 'calendar day');
    case 'halfDay':
      return numberOf(amount, 'half day');
    case 'minute': {
      const [hours, minutes] = hoursAndMinutes(amount);
      if (hours === 0) return numberOf(minutes, 'minute');
      return `${numberOf(hours, 'hour')}${minutes === 0 ? '' : ` ${numberOf(minutes, 'minute')}`}`;
    }
  }
}

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `Thursday 2026-03-19`. */
export const dayText = (day: Day): string => `${weekdayNames[weekdayOf(day)]!} ${formatDay(day)}`;

/** Office hours, and on which days they hold: `Friday from 2026-06-01: 09:00 to 12:00`. */
export function businessHoursText({ from, to, weekdays, segments }: BusinessHours, isAlone: boolean): string {
  const hours = segments.map(([opens, closes]) => `${timeOfDayText(opens)} to ${timeOfDayText(closes)}`).join(', ');
  if (isAlone) return hours;
  const days = weekdays?.map(day => weekdayNames[day - 1]).join(', ');
  const begins = from === undefined || from === to ? undefined : `from ${from}`;
  const ends = to === undefined ? undefined : from === to ? `on ${to}` : `to ${to}`;
  const when = [days, begins, ends].filter(part => part !== undefined).join(' ');
  return when === '' ? hours : `${when}: ${hours}`;
}

/** Why a date may still move, or is not known. */
export function provisionalText(provisional: Provisional): string {
  switch (provisional.code) {
    case 'yearUnpublished':
      return (
        `The holidays of ${provisional.year} are not published yet; until then Monday to Friday are counted, less ` +
        'the days off that the national holiday regulation fixes, without make-up days'
      );
    case 'decemberOpen':
      return (
        `The holidays of ${provisional.year + 1} are not published yet; they may name days from 20 to 31 December ` +
        `${provisional.year}`
      );
    case 'beyondCalendar':
      return (
        `Calendar ${provisional.calendar} does not reach the year of the last day yet; the limit is computed when ` +
        'that year is published'
      );
    case 'pauseOpen':
      return 'Nobody knows when the pause ends; the last day is set when the clock resumes';
  }
}

/** Names in a row; `none` where there are none. */
export const listOf = (names: readonly unknown[], none = 'none'): string =>
  names.length === 0 ? none : names.map(String).join(', ');

/** Names of which one is expected: `received or held`. */
export const eitherOf = (names: readonly string[]): string => names.join(' or ');

/** A limit as it was asked, by the code of its unit: `20 WD`; a fixed date as it is. */
export const askedLimitText = ({ unit, n, date, of }: AskedLimit): string =>
  of?.map(askedLimitText).join(' and at most ') ?? date ?? `${n} ${unit}`;

/** What a code stands for, or the code itself where a later build wrote it. */
export const titleOf = (titles: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(titles, code) ? titles[code]! : code;
