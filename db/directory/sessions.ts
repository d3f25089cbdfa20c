import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Db } from '../client.ts';
import { boolean, instant, text } from '../column.ts';
import { rowOf } from '../rows.ts';

export interface SessionPolicy {
  /** Seconds after which a session ends, however much it is used. */
  readonly maxAgeSeconds: number;
  /** Seconds without a request after which it ends. */
  readonly idleSeconds: number;
}

/** Whose session it is, since when, and until when at most. */
export interface Session {
  readonly person: string;
  readonly createdAt: Instant;
  readonly endsAt: Instant;
}

/** Sessions that one person may have at once: a further one ends the one that was used the longest time ago. */
const sessionsOfPerson = 20;
/** A session's last use is written at most so often, or each request would write a row. */
const seenIntervalSeconds = 60;

const hashOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

/**
 * Starts a session for a person of the directory and gives its id, which nobody but the browser is to hold. Drops
 * sessions that have ended, and those beyond the most that a person may have.
 */
export async function startSession(db: Db, person: string, { maxAgeSeconds }: SessionPolicy): Promise<string> {
  const id = randomBytes(32).toString('base64url');
  await sql`delete from session where ends_at < clock_timestamp() or id_hash in (
    select id_hash from session where person = ${person} order by seen_at desc offset ${sessionsOfPerson - 1})`.execute(
    db,
  );
  await sql`insert into session (id_hash, person, ends_at)
    values (${hashOf(id)}, ${person}, clock_timestamp() + make_interval(secs => ${maxAgeSeconds}))`.execute(db);
  return id;
}

const sessionShape = { person: text, created_at: instant, ends_at: instant, is_due: boolean };

const findRow = (db: Db, id: string, { idleSeconds }: SessionPolicy) =>
  rowOf(
    db,
    sessionShape,
    sql`select person, created_at, ends_at,
        seen_at < clock_timestamp() - make_interval(secs => ${seenIntervalSeconds}) as is_due
      from session where id_hash = ${hashOf(id)} and ends_at > clock_timestamp()
        and seen_at > clock_timestamp() - make_interval(secs => ${idleSeconds})`,
  );

/** Finds a session that has not ended. Whoever only stays connected does not use it: it may end meanwhile. */
export async function findSession(db: Db, id: string, policy: SessionPolicy): Promise<Session | undefined> {
  const row = await findRow(db, id, policy);
  return row && { person: row.person, createdAt: row.created_at, endsAt: row.ends_at };
}

/** Finds a session that has not ended, and writes down that it was used. */
export async function useSession(db: Db, id: string, policy: SessionPolicy): Promise<Session | undefined> {
  const row = await findRow(db, id, policy);
  if (row?.is_due) await sql`update session set seen_at = clock_timestamp() where id_hash = ${hashOf(id)}`.execute(db);
  return row && { person: row.person, createdAt: row.created_at, endsAt: row.ends_at };
}

/** Ends one session; one that is not there is none. */
export async function endSession(db: Db, id: string): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', hashOf(id)).execute();
}
