import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import type { CommandContext } from '../commands/context.ts';
import { faultOf } from '../commands/fault.ts';
import { readCalendars } from '../db/calendars.ts';
import { applicationRole, connect, type Db } from '../db/client.ts';
import { readUnits } from '../db/directory.ts';
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
  const procedures = await loadAgainst(db, log).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
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

/** Before the first directory is written there is nothing to hold procedures against, and nobody who could sign in. */
async function loadAgainst(db: Db, log: Logger): ReturnType<typeof loadProcedures> {
  const units = await readUnits(db);
  if (units.length > 0) return await loadProcedures({ units });
  log.warn({}, 'the directory holds no unit yet: that procedures name only units of it is checked at the next start');
  return await loadProcedures();
}
