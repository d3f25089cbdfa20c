/**
 * The API of production: GraphQL and health on one port, metrics on another. `startApi` starts the same server for `npm
 * start`.
 */
import type { Logger } from 'pino';
import type { Limits } from '../api/http/limits.ts';
import { httpMetrics } from '../api/http/metrics.ts';
import { startServer, type RunningServer } from '../api/http/server.ts';
import { makeLog } from '../api/http/log.ts';
import type { SignIn } from '../api/http/sign-in.ts';
import { createLoaders } from '../api/schema/loaders.ts';
import { buildSchema } from '../api/schema/schema.ts';
import { commandMetrics } from '../commands/metrics.ts';
import { currentCalendar } from '../db/calendars/calendars.ts';
import type { Db } from '../db/client.ts';
import { isKnown, readUnits } from '../db/directory/directory.ts';
import { calendarOfUnit } from '../domain/directory/directory.ts';
import { Refused } from '../domain/refusal.ts';
import { interrupted } from './interrupted.ts';
import { apiChecks } from './observe/checks.ts';
import { startPage } from './observe/page.ts';
import { processMetrics } from './observe/process.ts';
import { connectionMetrics } from './observe/stock.ts';
import { tracingFrom } from './observe/tracing.ts';
import { runProgram } from './program.ts';
import { settingsOf } from './settings/settings.ts';
import { openMigrated, type Shell } from './shell.ts';
import { placeFrom } from './stack/given.ts';

export interface ApiOptions extends Omit<SignIn, 'isKnown'> {
  readonly shell: Shell;
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** The deployment's calendar (not a version of it): new cases run on it unless their lead unit has another. */
  readonly calendar: string;
  /** Milliseconds between "not ready" and the moment when no more requests are taken. */
  readonly drain?: number;
  readonly log: Logger;
  readonly limits?: Partial<Limits>;
}

/** Starts the HTTP server on a composed shell. */
export async function startApi({ shell, calendar, production, ...options }: ApiOptions): Promise<RunningServer> {
  const { db, context: commands } = shell;
  const { procedures } = commands;
  if ((await currentCalendar(db, calendar)) === undefined)
    throw new Error(`No version of the calendar "${calendar}" is published in this database. Publish one first.`);
  return await startServer({
    ...options,
    production,
    schema: buildSchema(procedures),
    contextOf: ({ viewer, requestId, log }) => ({
      viewer,
      db,
      procedures,
      requestId,
      log,
      calendarFor: (lead?: string) => versionFor(db, lead, calendar),
      commands: { ...commands, log, requestId },
      loaders: createLoaders(db, viewer),
      development: !production,
    }),
    isKnown: person => isKnown(db, person),
    ready: apiChecks(commands),
  });
}

/** Read anew for each application: what is published holds from then on, in every process. */
async function versionFor(db: Db, lead: string | undefined, deployment: string): Promise<string> {
  const calendar = lead === undefined ? deployment : calendarOfUnit(await readUnits(db), lead, deployment);
  const version = await currentCalendar(db, calendar);
  if (version === undefined)
    throw new Refused(
      'calendar.unknown',
      `No version of the calendar "${calendar}"${lead === undefined ? '' : ` of the unit ${lead}`} is published. Publish one, or name another calendar there.`,
      { details: { found: calendar } },
    );
  return version;
}

const usage = `Serves the GraphQL API and health, as in production: no GraphiQL, no introspection, no mutations of development.
Stateless: any number of these processes may serve the same database.

  node bin/api.ts

SIGTERM or Ctrl-C: readiness is false for DRAIN_SECONDS, then no more requests are taken, those under way end, and all is closed.
A second signal ends it at once.
`;

if (import.meta.main) {
  await runProgram({
    usage,
    settings: settingsOf.api,
    async run(settings, env) {
      const stopped = interrupted();
      const log = makeLog(undefined, settings.LOG_LEVEL);
      const tracing = tracingFrom(settings, 'shixian-api');
      const shell = await openMigrated(
        {
          databaseUrl: settings.DATABASE_URL,
          connections: settings.DATABASE_CONNECTIONS,
          temporal: await placeFrom(env),
          tracing,
        },
        log,
      );
      try {
        const api = await startApi({
          shell,
          log,
          production: true,
          host: settings.HOST,
          port: settings.PORT,
          calendar: settings.CALENDAR,
          drain: settings.DRAIN_SECONDS * 1_000,
          issuer: settings.OIDC_ISSUER,
          audience: settings.OIDC_AUDIENCE,
          keys: settings.OIDC_JWKS_URL,
        });
        const page = await startPage({
          host: settings.METRICS_HOST,
          port: settings.METRICS_PORT,
          registries: [processMetrics(), httpMetrics, commandMetrics, connectionMetrics(shell.db)],
          ready: apiChecks(shell.context),
        });
        log.info(
          {
            port: api.port,
            metricsPort: page.port,
            calendar: settings.CALENDAR,
            procedures: [...shell.context.procedures.keys()],
          },
          'the API serves',
        );
        await stopped;
        log.info('stopping: not ready any more');
        await api.stop();
        await page.stop();
      } finally {
        await shell.close();
        await tracing?.stop();
      }
      log.info('stopped');
    },
  });
}
