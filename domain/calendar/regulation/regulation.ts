import { daysFromCivil } from '../civil.ts';
import { type Day, formatDay, parseDay } from '../day.ts';
import type { Override } from '../calendar.ts';
import lunarDays from './lunar-days.json' with { type: 'json' };

/** The last year whose lunar days are known here: what lies beyond cannot be computed without a notice. */
export const lastLunarYear = 2100;
export const firstLunarYear = 1900;

const regulation = '全国年节及纪念日放假办法';
const table: Readonly<Record<string, readonly string[] | undefined>> = lunarDays;

/**
 * The days off that the holiday regulation (全国年节及纪念日放假办法, as amended 2024) fixes for a year: New Year 1,
 * Spring Festival 4 from 除夕, 清明 1, Labour Day 2, 端午 1, 中秋 1, National Day 3. A year without a notice counts by
 * them, without any 调休 or 补假. A date that two holidays share carries both names. In order of time; none where the
 * table of lunar days does not reach.
 */
export function statutoryDaysOff(year: number): readonly Override[] {
  const lunar = table[year];
  if (!lunar) return [];
  const [eve, qingming, dragonBoat, midAutumn] = lunar.map(date => parseDay(`${year}-${date}`)) as [Day, Day, Day, Day];
  const names = new Map<Day, string>();
  const off = (name: string, first: Day, count: number): void => {
    for (let day = first; day < first + count; day += 1) {
      const other = names.get(day);
      names.set(day, other === undefined ? name : `${other}、${name}`);
    }
  };
  off('元旦', daysFromCivil(year, 1, 1), 1);
  off('春节', eve, 4);
  off('清明节', qingming, 1);
  off('劳动节', daysFromCivil(year, 5, 1), 2);
  off('端午节', dragonBoat, 1);
  off('中秋节', midAutumn, 1);
  off('国庆节', daysFromCivil(year, 10, 1), 3);
  return [...names]
    .toSorted(([a], [b]) => a - b)
    .map(([day, name]) => ({ day: formatDay(day), working: false, name, notice: regulation }));
}
