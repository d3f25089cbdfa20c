import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Json, Paper } from '../../domain/values.ts';
import type { Db } from '../client.ts';
import { integer } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';

/** An application that is not filed yet: whatever its owner has filled in so far. */
export interface Draft {
  readonly id: string;
  readonly applicant: string;
  /** The workflow type, such as `restaurant-opening.v1`. */
  readonly procedure: string;
  readonly form: Json;
  readonly papers: readonly Paper[];
  readonly modes: readonly string[];
  readonly savedAt: Instant;
  readonly expiresAt: Instant;
}

const { id, applicant, procedure, form, papers, modes, saved_at: savedAt, expires_at: expiresAt } = tables.draft;
const shape = { id, applicant, procedure, form, papers, modes, savedAt, expiresAt };
const columns = sql`id, applicant, procedure, form, papers, modes, saved_at as "savedAt", expires_at as "expiresAt"`;

/** Drafts that one party has at most. */
export const mostDrafts = 50;

/** A draft that has not expired. */
export const readDraft = (db: Db, draft: string): Promise<Draft | undefined> =>
  rowOf(db, shape, sql`select ${columns} from draft where id = ${draft} and expires_at > clock_timestamp()`);

/** The drafts of parties, the latest first. */
export const listDrafts = async (db: Db, applicants: readonly string[]): Promise<readonly Draft[]> =>
  await rowsOf(
    db,
    shape,
    sql`select ${columns} from draft
      where applicant = any(${[...applicants]}::text[]) and expires_at > clock_timestamp()
      order by saved_at desc, id limit 200`,
  );

/**
 * Saves a draft, which then expires 90 days later. Undefined: the party has as many as it may have, or the id is that
 * of another party or procedure.
 */
export const saveDraft = (
  db: Db,
  draft: Omit<Draft, 'savedAt' | 'expiresAt'>,
  by: string,
): Promise<Draft | undefined> =>
  rowOf(
    db,
    shape,
    sql`
    insert into draft as d (id, applicant, procedure, form, papers, modes, saved_by)
    select ${draft.id}, ${draft.applicant}, ${draft.procedure}, ${JSON.stringify(draft.form)}::jsonb,
      ${JSON.stringify(draft.papers)}::jsonb, ${[...draft.modes]}::text[], ${by}
    where exists (select from draft where id = ${draft.id})
      or (select count(*) from draft where applicant = ${draft.applicant}) < ${mostDrafts}
    on conflict (id) do update set form = excluded.form, papers = excluded.papers, modes = excluded.modes,
      saved_by = excluded.saved_by, saved_at = clock_timestamp(), expires_at = clock_timestamp() + interval '90 days'
    where d.applicant = excluded.applicant and d.procedure = excluded.procedure
    returning ${columns}`,
  );

/** Erases a draft. Returns whether it was there. */
export async function deleteDraft(db: Db, draft: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('draft').where('id', '=', draft).executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Erases what expired. Returns how many. */
export async function sweepDrafts(db: Db): Promise<number> {
  const sweeping = sql`
    with swept as (delete from draft where expires_at <= clock_timestamp() returning id)
    select count(*)::int as swept from swept`;
  return (await rowOf(db, { swept: integer }, sweeping))!.swept;
}
