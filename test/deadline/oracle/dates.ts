/** Dates by hand: the zone is UTC+8, and a day is a whole number of days since 1970-01-01 there. */
export const minute = 60_000;
export const minutesOfDay = 1440;
const dayLength = minutesOfDay * minute;
const zone = 8 * 60 * minute;

export const at = (day: number, minuteOfDay: number): number => day * dayLength - zone + minuteOfDay * minute;
export const dayAt = (instant: number): number => Math.floor((instant + zone) / dayLength);
/** 24:00 belongs to the day that it ends. */
export const dayEndedBy = (instant: number): number => dayAt(instant - 1);
export const minuteIn = (instant: number): number => (instant - at(dayAt(instant), 0)) / minute;

const utc = (day: number): Date => new Date(day * dayLength);
export const dayFrom = (text: string): number => Date.parse(`${text}T00:00:00Z`) / dayLength;
export const textOf = (day: number): string => utc(day).toISOString().slice(0, 10);
export const yearIn = (day: number): number => utc(day).getUTCFullYear();
export const monthIn = (day: number): number => utc(day).getUTCMonth() + 1;
export const dateIn = (day: number): number => utc(day).getUTCDate();
/** 1 Monday to 7 Sunday. */
export const weekdayIn = (day: number): number => utc(day).getUTCDay() || 7;

/** The same date so many months later, or the last one of that month (民法典 202): found day by day. */
export function monthsLater(day: number, months: number): number {
  let later = day;
  for (let left = months; left > 0;) {
    later += 1;
    if (dateIn(later) === 1) left -= 1;
  }
  while (dateIn(later) < dateIn(day) && dateIn(later + 1) !== 1) later += 1;
  return later;
}
