import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { CommandContext } from '../commands/context.ts';
import { faultOf } from '../commands/fault.ts';
import { readCalendars } from '../db/calendars.ts';
import { applicationRole, connect, type Db } from '../db/client.ts';
import { compileCalendar } from '../domain/calendar/calendar.ts';
import { loadProcedures } from './procedures.ts';
import type { Stack } from './stack/index.ts';

/** The one task queue of cases and their activities. */
export const taskQueue = 'cases';

/** Where PostgreSQL and Temporal are, and how they are reached. */
export type Place = Pick<Stack, 'databaseUrl' | 'temporal'>;

/** How a client or a worker connects to Temporal. */
export const connectionTo = ({ temporal: { address, tls, apiKey } }: Place) => ({
  address,
  ...(tls !== undefined && { tls }),
  ...(apiKey !== undefined && { apiKey }),
});

/** The rooms behind the door, composed: the database as the application's role, a lazy Temporal client, procedures, calendars. */
export interface Shell {
  readonly db: Db;
  readonly context: CommandContext;
  close(): Promise<void>;
}

export async function openShell(place: Place, log: Logger): Promise<Shell> {
  const db = connect(place.databaseUrl, {
    role: applicationRole,
    onIdleError: error => { log.warn({ fault: faultOf(error) }, 'a database connection broke; the pool replaces it'); },
  });
  const procedures = await loadProcedures();
  const calendars = new Map((await readCalendars(db)).map(data => [data.version, compileCalendar(data)]));
  const connection = Connection.lazy(connectionTo(place));
  const client = new Client({ connection, namespace: place.temporal.namespace });
  return {
    db,
    context: { db, client, procedures, calendars, log, taskQueue },
    async close() {
      await connection.close();
      await db.destroy();
    },
  };
}
