import { type Day, parseDay } from '../day.ts';
import { Refused } from '../../refusal.ts';

/** A date as `2027-02-05`, or undefined for what is none. */
export function dayIn(text: string): Day | undefined {
  try {
    return parseDay(text);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

const longest = 60;
/** What was found, cut where it is long. */
export const shortOf = (found: string): string => (found.length > longest ? `${found.slice(0, longest)}…` : found);
