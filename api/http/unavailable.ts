import { databaseIsAway } from '../../db/connection-errors.ts';
import { DoorRefusal } from './refusal.ts';

export const unavailable = 'SERVICE_UNAVAILABLE';

/** For faults that are nobody's and pass: told apart from bugs, so that a front end asks again by itself. */
export const away = (error: unknown): DoorRefusal | undefined => {
  if (!databaseIsAway(error)) return undefined;
  return new DoorRefusal(
    503,
    unavailable,
    'The database cannot be used at the moment. Whether an act was recorded is not known: ask again with the same commandId, and it takes effect once.',
    { 'retry-after': '5' },
  );
};
