import { databaseIsAway } from '../../db/connection-errors.ts';
import { HttpRefusal } from './refusal.ts';

export const unavailable = 'SERVICE_UNAVAILABLE';

/** For faults that are nobody's and pass: told apart from bugs, so that a front end asks again by itself. */
export const away = (error: unknown): HttpRefusal | undefined => {
  if (!databaseIsAway(error)) return undefined;
  return new HttpRefusal(
    503,
    unavailable,
    'The database cannot be used at the moment. Whether an act was recorded is not known: ask again with the same commandId, and it takes effect once.',
    { 'retry-after': '5' },
  );
};
