import type { Logger } from 'pino';
import type { Limits } from '../../api/http/limits.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../api/http/server.ts';
import { createLoaders } from '../../api/schema/loaders.ts';
import { buildSchema } from '../../api/schema/schema.ts';
import { currentCalendar, readCurrent } from '../../db/calendars/calendars.ts';
import type { Db } from '../../db/client.ts';
import { readPersonNow } from '../../db/directory/posts.ts';
import { endSession, startSession, useSession, type SessionPolicy } from '../../db/directory/sessions.ts';
import { readUnits } from '../../db/directory/units.ts';
import { calendarOfUnit } from '../../domain/directory/directory.ts';
import { unitsOf } from '../../domain/procedure/units.ts';
import type { CaseCalendars } from '../../domain/case/capabilities/limits/state.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { apiChecks } from '../../telemetry/health-checks.ts';
import type { Services } from './services.ts';
import { defined } from '../../domain/defined.ts';

export interface ApiOptions extends Pick<
  ServerOptions,
  'issuer' | 'audience' | 'keys' | 'keysKeptMs' | 'maxTokenAgeSeconds' | 'provider' | 'rates'
> {
  readonly services: Services;
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  /** The deployment's calendar (not a version of it): new cases run on it unless their lead unit has another. */
  readonly calendar: string;
  /** The key of the hashes of identity numbers; without it no person is added to the register. */
  readonly identityKey?: string | undefined;
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
  sessionPolicy = { maxAgeSeconds: 12 * 3_600, idleSeconds: 1_800 },
  ...options
}: ApiOptions): Promise<RunningServer> {
  const { db, context: commands } = services;
  const { procedures } = commands;
  if ((await currentCalendar(db, calendar)) === undefined)
    throw new Error(`No version of the calendar "${calendar}" is published in this database. Publish one first.`);
  return await startServer({
    ...options,
    production,
    schema: buildSchema(procedures),
    contextOf: ({ viewer, language, requestId, log }) => ({
      viewer,
      db,
      procedures,
      language,
      requestId,
      log,
      calendarFor: (lead?: string) => versionFor(db, lead, calendar),
      calendarsFor: (procedure: AnyProcedure, pinned?: Pinned) => versionsFor(db, procedure, calendar, pinned),
      commands: { ...commands, log, requestId },
      identityKey,
      loaders: createLoaders(db, viewer),
      development: !production,
    }),
    personNow: person => readPersonNow(db, person),
    sessions: {
      maxAgeSeconds: sessionPolicy.maxAgeSeconds,
      start: person => startSession(db, person, sessionPolicy),
      use: id => useSession(db, id, sessionPolicy),
      end: id => endSession(db, id),
    },
    ready: apiChecks(commands),
  });
}

/** Read anew each time: what is published holds from then on, in every process. */
async function versionFor(db: Db, lead: string | undefined, deployment: string): Promise<string> {
  const calendar = lead === undefined ? deployment : calendarOfUnit(await readUnits(db), lead, deployment);
  const version = await currentCalendar(db, calendar);
  if (version === undefined) throw new Refused('calendar.unknown', { found: calendar, ...defined({ unit: lead }) });
  return version;
}

/** The units for which roles of a procedure stand. */
type Pinned = Readonly<Record<string, string>>;

/** The same of every unit that a case of a procedure may come to: each counts by its own calendar. */
async function versionsFor(
  db: Db,
  procedure: AnyProcedure,
  deployment: string,
  pinned: Pinned = {},
): Promise<CaseCalendars> {
  const unitOf = (name: string): string => pinned[name] ?? name;
  const units = await readUnits(db);
  const version = new Map((await readCurrent(db)).map(({ data }) => [data.id, data.version]));
  const versionOf = (unit: string): string => {
    const calendar = calendarOfUnit(units, unit, deployment);
    const found = version.get(calendar);
    if (found === undefined) throw new Refused('calendar.unknown', { found: calendar, unit });
    return found;
  };
  const calendar = versionOf(unitOf(procedure.lead));
  const among = unitsOf(procedure)?.map(unitOf) ?? units.map(({ id }) => id);
  const others = among.map(unit => [unit, versionOf(unit)] as const).filter(([, its]) => its !== calendar);
  return { calendar, ...(others.length > 0 && { calendars: Object.fromEntries(others) }) };
}
