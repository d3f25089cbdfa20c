import { Refused } from '../../domain/refusal.ts';

/** The code of the refusal, or `accepted`. */
export const refusal = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'accepted';
};
