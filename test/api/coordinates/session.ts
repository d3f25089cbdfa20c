import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { endSession, startSession } from '../../../db/directory/sessions.ts';
import type { Persona } from './personas.ts';

/** The id of a session of a persona, with what became of it since. */
export async function sessionWith(db: Db, { viewer: { person }, session }: Persona): Promise<string> {
  const id = await startSession(db, person, { maxAgeSeconds: 3_600, idleSeconds: 600 });
  const hash = createHash('sha256').update(id).digest('base64url');
  if (session === 'ended') await endSession(db, id);
  if (session === 'aged')
    await sql`
      update session set created_at = created_at - interval '2 days',
        ends_at = clock_timestamp() - interval '1 second' where id_hash = ${hash}`.execute(db);
  if (session === 'unused')
    await sql`update session set seen_at = clock_timestamp() - interval '30 days' where id_hash = ${hash}`.execute(db);
  // Who was signed out had the session before.
  if (person === 'p-signed-out')
    await sql`update session set created_at = '2026-01-01T00:00:00Z' where id_hash = ${hash}`.execute(db);
  return id;
}
