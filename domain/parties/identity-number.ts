import { parseDay } from '../calendar/day.ts';

const checkCharacters = '10X98765432';
/** The weight of each of the seventeen digits is a power of two, by 11 (GB 11643-1999). */
const weights = Array.from({ length: 17 }, (_, place) => 2 ** (17 - place) % 11);

const isDay = (text: string): boolean => {
  try {
    parseDay(text);
    return true;
  } catch {
    return false;
  }
};

/** Whether a text is a 公民身份号码 of 18 places: a birthday that exists, and the check character (GB 11643-1999). */
export function isIdentityNumber(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false;
  if (!isDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`)) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return number[17] === checkCharacters[sum % 11];
}
