import { dayEndingAt, formatDay, formatInstant, weekdayOf, type Day, type Instant } from '../../calendar/day.ts';
import type { Provisional } from '../../calendar/calendar.ts';
import type { Measure } from '../../clock/explain/explanation.ts';
import type { CountedLimit, Limit } from '../../clock/limit.ts';
import type { BusinessHours } from '../../calendar/office-hours.ts';
import { hoursAndMinutes, timeOfDayText } from '../times.ts';
import type { AskedLimit } from '../../refusals/clock.ts';

/** `2027-03-29 17:30`: an instant to the minute, in UTC+8. */
export const minuteText = (instant: Instant): string => formatInstant(instant).slice(0, 16).replace('T', ' ');
/** The day on which something is due: `2027-03-29`. (T17) */
export const dateText = (due: Instant): string => formatDay(dayEndingAt(due));

const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
export const weekdayName = (day: Day): string => weekdayNames[weekdayOf(day)]!;
/** `2026-03-19（周四）`. */
export const dayText = (day: Day): string => `${formatDay(day)}（${weekdayName(day)}）`;

const units: Readonly<Record<CountedLimit['unit'], string>> = {
  WD: '个工作日',
  ND: '个自然日',
  MONTH: '个月',
  WH: '个工作小时',
  NH: '小时',
  HALF_DAY: '个工作日',
};

/**
 * So much of a unit. Two halves end at another instant than a working day: what is no part of a day is told in halves.
 */
const amountIn = (unit: string, n: number): string =>
  unit !== 'HALF_DAY' ? `${n} ${titleOf(units, unit)}` : n % 2 === 0 ? `${n} 个半日` : `${n / 2} ${units[unit]}`;

/**
 * A limit as the public reads it: `20 个工作日`, `0.5 个工作日`, `2 个半日`, `1 个月`, `20 个工作日且不超过 30 个自然日`; a fixed
 * date as `2026-03-30`.
 */
export function limitText(limit: Limit): string {
  if (limit.unit === 'EARLIER_OF') return limit.of.map(limitText).join('且不超过 ');
  if (limit.unit === 'DATE') return limit.date;
  return amountIn(limit.unit, limit.n);
}

const measureUnits: Readonly<Record<Exclude<Measure, 'none' | 'minute'>, string>> = {
  workingDay: '个工作日',
  calendarDay: '个自然日',
  halfDay: '个半日',
};

/** An amount in its measure: `20 个工作日`, `7 小时 30 分`; nothing of a fixed date. */
export function amountText(measure: Measure, amount: number): string {
  if (measure === 'none') return '';
  if (measure !== 'minute') return `${amount} ${measureUnits[measure]}`;
  const [hours, minutes] = hoursAndMinutes(amount);
  if (hours === 0) return `${minutes} 分`;
  return `${hours} 小时${minutes === 0 ? '' : ` ${minutes} 分`}`;
}

/** Office hours, and on which days they hold: `2026-06-01 起周五 09:00–12:00`. */
export function businessHoursText({ from, to, weekdays, segments }: BusinessHours, isAlone: boolean): string {
  const hours = segments.map(([opens, closes]) => `${timeOfDayText(opens)}–${timeOfDayText(closes)}`).join('、');
  if (isAlone) return hours;
  const span =
    from === undefined
      ? to === undefined
        ? ''
        : `至 ${to} `
      : to === undefined
        ? `${from} 起`
        : from === to
          ? `${from} `
          : `${from} 至 ${to} `;
  const days = weekdays?.map(day => weekdayNames[day - 1]).join('、') ?? '';
  return `${span}${days}${span === '' && days === '' ? '' : ' '}${hours}`.replace(/  +/, ' ');
}

/** A limit as a letter writes it: `三个工作日`. */
export function limitInLetters(limit: Limit): string {
  const numeral = limit.unit === 'WD' ? '一二三四五六七八九十'[limit.n - 1] : undefined;
  return numeral === undefined ? limitText(limit) : `${numeral}个工作日`;
}

/** What a person wrote, without the stop that they may have put at its end. */
export const withoutStop = (text: string): string => text.trim().replace(/[。.；;]+$/u, '');
/** What a person wrote, with one stop at its end. */
export const sentence = (text: string): string => `${withoutStop(text)}。`;
/** Reasons in one line, without a stop at the end. */
export const inLine = (reasons: readonly string[]): string => reasons.map(withoutStop).join('；');

/** Beside a date that a citizen is told: that it may still move, and with what. */
export function provisionalNote(provisional: Provisional): string {
  switch (provisional.code) {
    case 'yearUnpublished':
      return `（暂定，待${provisional.year}年放假安排公布）`;
    case 'decemberOpen':
      return `（暂定，待${provisional.year + 1}年放假安排公布）`;
    default:
      return '（暂定）';
  }
}

/** Why a date may still move, or is not known. */
export function provisionalText(provisional: Provisional): string {
  switch (provisional.code) {
    case 'yearUnpublished':
      return `${provisional.year} 年放假安排尚未公布，暂按周一至周五及全国年节及纪念日放假办法的放假日计算，不含调休、补假`;
    case 'decemberOpen':
      return `${provisional.year + 1} 年放假安排尚未公布，可能涉及 ${provisional.year} 年 12 月 20 日至 31 日`;
    case 'beyondCalendar':
      return `日历 ${provisional.calendar} 尚未公布到期日所在年份，公布后计算`;
    case 'pauseOpen':
      return '暂停何时结束尚不可知，恢复计时后确定到期日';
  }
}

/** What a code stands for, or the code itself where a later build wrote it. */
export const titleOf = (titles: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(titles, code) ? titles[code]! : code;

/** Names in a row; `无` where there are none. */
export const listOf = (names: readonly unknown[], none = '无'): string =>
  names.length === 0 ? none : names.map(String).join('、');

/** The titles of codes in a row. */
export const titlesOf = (titles: Readonly<Record<string, string>>, codes: readonly string[]): string =>
  listOf(codes.map(code => titleOf(titles, code)));

/** A limit as it was asked, which may be none: `0 个工作日`. */
export const askedLimitText = ({ unit, n = 0, date, of }: AskedLimit): string =>
  of?.map(askedLimitText).join('且不超过 ') ?? date ?? amountIn(unit, n);
