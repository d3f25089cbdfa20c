import { Refused } from '../../domain/refusal.ts';
import { RefusedByCase } from '../error/errors.ts';

/** What a rule of the domain refuses is told to whoever asked. */
export async function answering<T>(ask: () => T | Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refused) throw new RefusedByCase(error.refusal);
    throw error;
  }
}
