import { pino } from 'pino';
import { locateDatabase, locateStack } from '../bin/compose/local-stack.ts';
import { openServices } from '../bin/compose/services.ts';
import type { CommandContext } from '../commands/context.ts';
import { applicationRole, connect, type ConnectOptions, type Db } from '../db/client.ts';
import { databaseIsAway, noAnswerText } from '../db/connection-errors.ts';
import { grpcStatus, hasGrpcStatus } from '../telemetry/safe-error.ts';

/** What the help of commands says that use one of these. */
export const databaseHelp = '\nThe database is that of DATABASE_URL, else that of the stack that npm start runs here.';
export const stackHelp =
  '\nDatabase and Temporal are those of DATABASE_URL and TEMPORAL_ADDRESS, else the stack that npm start runs here.';

/** Does something with the product's database, as the application's role. */
export async function withDatabase<T>(
  work: (db: Db) => Promise<T>,
  options: Pick<ConnectOptions, 'max' | 'queryTimeout'> = {},
): Promise<T> {
  const url = await locateDatabase();
  const db = connect(url, { role: applicationRole, max: 2, ...options });
  try {
    return await tellWhere(work(db), url);
  } finally {
    await db.destroy();
  }
}

/** Does something with database, Temporal, procedures and calendars, as api and worker have them. */
export async function withServices<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const endpoints = await locateStack();
  const { databaseUrl, temporal } = endpoints;
  const opening = openServices(endpoints, pino({ level: 'warn' }, pino.destination(2)));
  const services = await tellWhere(opening, databaseUrl, temporal.address);
  try {
    return await tellWhere(work(services.context), databaseUrl, temporal.address);
  } finally {
    await services.close();
  }
}

/** Says of a server that does not answer which one it is, and what to do. */
async function tellWhere<T>(work: Promise<T>, databaseUrl: string, temporal?: string): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (databaseIsAway(cause)) {
      const code = 'code' in (cause as Error) ? String((cause as NodeJS.ErrnoException).code) : undefined;
      throw new Error(noAnswerText(databaseUrl, code), { cause });
    }
    if (hasGrpcStatus(cause, grpcStatus.unavailable, grpcStatus.deadlineExceeded))
      throw new Error(
        `Temporal at ${temporal} does not answer: ${(cause as Error).message}. ` +
          'Start it, or name another in TEMPORAL_ADDRESS.',
        { cause },
      );
    throw cause;
  }
}
