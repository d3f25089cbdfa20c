import { Refused } from '../refusal.ts';

/**
 * What a calendar says, or undefined where it does not reach: no date can be said yet, and the one who asks says so.
 * Any other refusal is thrown on.
 */
export function orUndefinedIfUnpublished<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof Refused && error.code === 'calendar.unpublished') return undefined;
    throw error;
  }
}
