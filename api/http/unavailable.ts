import { databaseIsAway } from '../../db/connection-errors.ts';
import { HttpRefusal } from './refusal.ts';
import { refusalOf } from '../../domain/refusal.ts';

export const unavailable = 'SERVICE_UNAVAILABLE';

/**
 * The refusal for a fault that is nobody's and passes: told apart from bugs, so that a front end asks again by itself.
 */
export const refusalWhileAway = (error: unknown): HttpRefusal | undefined =>
  databaseIsAway(error)
    ? new HttpRefusal(503, unavailable, refusalOf('http.databaseAway', {}), {
        'retry-after': '5',
      })
    : undefined;

/** The refusal while the process holds as many bodies and answers as it may. Ends the connection. */
export const serverBusy = (): HttpRefusal =>
  new HttpRefusal(503, unavailable, refusalOf('http.noMemory', {}), {
    'retry-after': '1',
    connection: 'close',
  });

/** The refusal of one request too many to be carried out at once. The connection stays: its body was read. */
export const tooManyExecutions = (executions: number): HttpRefusal =>
  new HttpRefusal(503, unavailable, refusalOf('http.tooManyExecutions', { most: executions }), {
    'retry-after': '1',
  });
