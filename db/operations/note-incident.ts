import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { databaseIsAway } from '../connection-errors.ts';
import { Forged } from '../log/fork.ts';
import type { CaseIncident } from './incidents.ts';

/** Notes what was met. Met again, it stays since when it first was. */
export async function noteIncident(db: Db, caseId: string, kind: CaseIncident, detail: string): Promise<void> {
  await sql`
    insert into incident (case_id, kind, detail) values (${caseId}, ${kind}, ${detail.slice(0, 1_000)})
    on conflict (case_id, kind) do update set seen_at = clock_timestamp(), detail = excluded.detail`.execute(db);
}

export async function clearIncidents(db: Db, caseId: string, kinds: readonly CaseIncident[]): Promise<void> {
  await db.deleteFrom('incident').where('case_id', '=', caseId).where('kind', 'in', kinds).execute();
}

/**
 * What refused an event, without what it refused; undefined when the database was only away or busy, and the same may
 * succeed later.
 */
function refusalBy(error: unknown): string | undefined {
  if (databaseIsAway(error) || !(error instanceof Error)) return undefined;
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown };
  if (typeof code === 'string' && /^(40|55|57)/.test(code)) return undefined;
  const where = [
    typeof constraint === 'string' ? `constraint ${constraint}` : '',
    typeof table === 'string' ? `table ${table}` : '',
  ].filter(Boolean);
  return [`PostgreSQL refuses it: ${typeof code === 'string' ? code : error.name}`, ...where].join(', ');
}

/**
 * Notes that an event of the case could not be written, or is not its command's, if it was the event's fault. Never
 * throws: the error itself must be told.
 */
export async function noteNotWritten(db: Db, caseId: string, error: unknown): Promise<void> {
  if (error instanceof Forged) {
    await noteIncident(db, caseId, 'forged', error.message).catch(() => {});
    return;
  }
  const why = refusalBy(error);
  if (why !== undefined) await noteIncident(db, caseId, 'eventNotWritten', why).catch(() => {});
}
