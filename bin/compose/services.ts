import { defined } from '../../domain/defined.ts';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { Calendars } from '../../commands/calendars.ts';
import type { CommandContext } from '../../commands/context.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { applicationRole, connect, type Db } from '../../db/client.ts';
import { readUnits } from '../../db/directory/units.ts';
import { databaseFaultAtStart } from '../../db/health.ts';
import { loadProcedures, unavailableIn } from './procedures.ts';
import type { Tracing } from '../../telemetry/tracing.ts';
import type { Stack } from '../stack/index.ts';

/** The one task queue of cases and their activities. */
export const taskQueue = 'cases';

/** Where PostgreSQL and Temporal are, and how they are reached. */
export interface Endpoints extends Pick<Stack, 'databaseUrl' | 'temporal'> {
  /** Database connections of this process at most. */
  readonly connections?: number;
  readonly tracing?: Pick<Tracing, 'onQuery' | 'client'> | undefined;
}

/** How a client or a worker connects to Temporal. */
export const connectionTo = ({ temporal: { address, tls, apiKey } }: Pick<Endpoints, 'temporal'>) => ({
  address,
  ...defined({ tls, apiKey }),
});

/**
 * What stands behind the HTTP server, composed: the database as the application's role, a lazy Temporal client,
 * procedures, calendars.
 */
export interface Services {
  readonly db: Db;
  readonly context: CommandContext;
  close(): Promise<void>;
}

export async function openServices(place: Endpoints, log: Logger): Promise<Services> {
  const db = connect(place.databaseUrl, {
    role: applicationRole,
    ...defined({ max: place.connections }),
    ...(place.tracing && { onQuery: place.tracing.onQuery }),
    onIdleError: error => {
      log.warn({ fault: describeError(error) }, 'a database connection broke; the pool replaces it');
    },
  });
  const procedures = await loadAgainst(db, log).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  const connection = Connection.lazy(connectionTo(place));
  const client = new Client({
    connection,
    namespace: place.temporal.namespace,
    ...(place.tracing && { interceptors: { workflow: [place.tracing.client] } }),
  });
  return {
    db,
    context: { db, client, procedures, calendars: new Calendars(db), log, taskQueue },
    async close() {
      await connection.close();
      await db.destroy();
    },
  };
}

/** Before the first directory is written there is nothing to hold procedures against, and nobody who could sign in. */
async function loadAgainst(db: Db, log: Logger): Promise<CommandContext['procedures']> {
  const units = await readUnits(db);
  if (units.length === 0) {
    log.warn({}, 'the directory holds no unit yet: that procedures name only units of it is checked at the next start');
    return loadProcedures();
  }
  const procedures = await loadProcedures({ units });
  for (const [procedure, reasons] of unavailableIn(procedures, { units }))
    log.warn({ procedure, reasons }, 'nothing can be received under a procedure: the directory lacks its units');
  return procedures;
}

/**
 * `openServices` where the database was migrated by somebody else.
 * @throws Error with the reason when it cannot be used as it is
 */
export async function openMigratedServices(place: Endpoints, log: Logger): Promise<Services> {
  const db = connect(place.databaseUrl, { role: applicationRole, max: 1 });
  const fault = await databaseFaultAtStart(db);
  await db.destroy();
  if (fault !== undefined) throw new Error(`The database of DATABASE_URL cannot be used: ${fault}.`);
  return await openServices(place, log);
}
