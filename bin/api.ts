import { sql } from 'kysely';
import type { Logger } from 'pino';
import { createLoaders } from '../api/loaders.ts';
import { startServer, type RunningServer } from '../api/door/server.ts';
import type { SignIn } from '../api/door/sign-in.ts';
import { buildSchema } from '../api/schema.ts';
import { currentCalendar } from '../db/calendars.ts';
import { isKnown } from '../db/directory.ts';
import type { Shell } from './shell.ts';

export interface ApiOptions extends Omit<SignIn, 'isKnown'> {
  readonly shell: Shell;
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** The calendar (not a version of it) that new cases run on. */
  readonly calendar: string;
  readonly log: Logger;
}

/** Opens the door on a composed shell. */
export async function startApi({ shell, calendar, production, ...options }: ApiOptions): Promise<RunningServer> {
  const { db, context: commands } = shell;
  const { procedures, calendars, client } = commands;
  const version = await currentCalendar(db, calendar);
  if (version === undefined) throw new Error(`No version of the calendar "${calendar}" is published in this database. Publish one first.`);
  return await startServer({
    ...options,
    production,
    schema: buildSchema(procedures),
    contextOf: ({ viewer, requestId, log }) => ({
      viewer, db, procedures, calendars, calendar: version, requestId, log,
      commands: { ...commands, log, requestId },
      loaders: createLoaders(db, viewer),
      development: !production,
    }),
    isKnown: person => isKnown(db, person),
    ready: {
      database: () => sql`select 1`.execute(db),
      temporal: () => client.connection.ensureConnected().then(() => client.workflowService.getSystemInfo({})),
    },
  });
}
