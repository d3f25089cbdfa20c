import type { Logger } from 'pino';
import type { Limits } from '../../api/http/limits.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../api/http/server.ts';
import { createChanges } from '../../api/change/changes.ts';
import { createLoaders } from '../../api/schema/loaders.ts';
import { buildSchema } from '../../api/schema/schema.ts';
import { currentCalendar } from '../../db/calendars/calendars.ts';
import { readPersonNow } from '../../db/directory/posts.ts';
import { endSession, findSession, startSession, useSession, type SessionPolicy } from '../../db/directory/sessions.ts';
import { startLive } from '../../delivery/live/live.ts';
import type { Files } from '../../operations/files/receive.ts';
import { versionFor } from '../../operations/calendar/versions-in-force.ts';
import { readDirectoryNow } from '../../operations/directory/pins.ts';
import { startSchedules } from '../../operations/schedules/schedules.ts';
import { apiChecks } from '../../telemetry/health-checks.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import type { Services } from './services.ts';

export interface ApiOptions extends Pick<
  ServerOptions,
  | 'issuer'
  | 'audience'
  | 'keys'
  | 'keysKeptMs'
  | 'maxTokenAgeSeconds'
  | 'provider'
  | 'rates'
  | 'isAllowedOrigin'
  | 'people'
  | 'registeredDocuments'
  | 'fileKey'
> {
  readonly services: Services;
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** The deployment's calendar (not a version of it): new cases run on it unless their lead unit has another. */
  readonly calendar: string;
  /** The key of the hashes of identity numbers; without it no person is added to the register. */
  readonly identityKey?: string | undefined;
  /** Where files are kept; none are taken if left out. */
  readonly files?: Omit<Files, 'db'> | undefined;
  /** Milliseconds between "not ready" and the moment when no more requests are taken. */
  readonly drainMs?: number;
  /** How long a session of a browser holds. Default: twelve hours, and half an hour without a request. */
  readonly sessionPolicy?: SessionPolicy;
  readonly log: Logger;
  readonly limits?: Partial<Limits>;
}

/** Starts the HTTP server on composed services. */
export async function startApi({
  services,
  calendar,
  production,
  identityKey,
  files: kept,
  sessionPolicy = { maxAgeSeconds: 12 * 3_600, idleSeconds: 1_800 },
  ...options
}: ApiOptions): Promise<RunningServer> {
  const { db, context: commands } = services;
  const { procedures } = commands;
  if ((await currentCalendar(db, calendar)) === undefined)
    throw new Error(`No version of the calendar "${calendar}" is published in this database. Publish one first.`);
  const live = await startLive({
    db,
    onError: error => {
      options.log.warn({ fault: describeError(error) }, 'changes could not be read and are read again');
    },
  });
  const changes = createChanges(db, live);
  const files = kept && { ...kept, db };
  const server = await startServer({
    ...options,
    files,
    production,
    schema: buildSchema(procedures),
    contextOf: ({ viewer, watch, language, requestId, log }) => ({
      viewer,
      watch,
      changes,
      db,
      procedures,
      language,
      requestId,
      log,
      withheld: [],
      calendarFor: (lead?: string) => versionFor(db, lead, calendar),
      directoryNow: () => readDirectoryNow(db, calendar),
      commands: { ...commands, log, requestId },
      identityKey,
      files,
      fileKey: options.fileKey,
      loaders: createLoaders(db, viewer),
      development: !production,
    }),
    personNow: person => readPersonNow(db, person),
    sessions: {
      maxAgeSeconds: sessionPolicy.maxAgeSeconds,
      start: person => startSession(db, person, sessionPolicy),
      use: id => useSession(db, id, sessionPolicy),
      find: id => findSession(db, id, sessionPolicy),
      end: id => endSession(db, id),
    },
    ready: apiChecks(commands),
  });
  const schedules = startSchedules(commands, calendar);
  return {
    ...server,
    async stop() {
      await schedules.stop();
      await server.stop();
      await live.stop();
    },
  };
}
