import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Json, Paper, PersonalReference } from '../../domain/values.ts';
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
  /** Of a child: the case that opened it, and the step by which it waits for it. */
  readonly parent: string | null;
  readonly step: string | null;
  /** The parent's personal fields that its child reads, each by the name under which it is kept. */
  readonly handedOn: PersonalReference | null;
  readonly savedAt: Instant;
  readonly expiresAt: Instant;
}

const { id, applicant, procedure, form, papers, modes, parent, step } = tables.draft;
const { handed_on: handedOn, saved_at: savedAt, expires_at: expiresAt } = tables.draft;
const shape = { id, applicant, procedure, form, papers, modes, parent, step, handedOn, savedAt, expiresAt };
/** A child's draft expires when the clock of its parent's step does. */
const columns = sql`d.id, d.applicant, d.procedure, d.form, d.papers, d.modes, d.parent, d.step,
  d.handed_on as "handedOn", d.saved_at as "savedAt", coalesce((select k.due from case_clock k
    where k.case_id = d.parent and k.clock = 'step:' || d.step), d.expires_at) as "expiresAt"`;
const isThere = sql`(d.parent is not null or d.expires_at > clock_timestamp())`;

/** Drafts that one party has at most. */
export const mostDrafts = 50;

/** A draft that has not expired. */
export const readDraft = (db: Db, draft: string): Promise<Draft | undefined> =>
  rowOf(db, shape, sql`select ${columns} from draft d where d.id = ${draft} and ${isThere}`);

/** The drafts of parties, the latest first. */
export const listDrafts = async (db: Db, applicants: readonly string[]): Promise<readonly Draft[]> =>
  await rowsOf(
    db,
    shape,
    sql`select ${columns} from draft d where d.applicant = any(${[...applicants]}::text[]) and ${isThere}
      order by d.saved_at desc, d.id limit 200`,
  );

/** The drafts of the children of a case, the latest first. */
export const draftsOfChildren = async (db: Db, parentCase: string): Promise<readonly Draft[]> =>
  await rowsOf(
    db,
    shape,
    sql`select ${columns} from draft d where d.parent = ${parentCase} order by d.saved_at desc, d.id limit 200`,
  );

/**
 * Saves a draft, which then expires 90 days later. Undefined: the party has as many as it may have, or the id is that
 * of another party or procedure.
 */
export const saveDraft = (
  db: Db,
  draft: Pick<Draft, 'id' | 'applicant' | 'procedure' | 'form' | 'papers' | 'modes'>,
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
      or (select count(*) from draft where applicant = ${draft.applicant} and parent is null) < ${mostDrafts}
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
    with swept as (delete from draft where parent is null and expires_at <= clock_timestamp() returning id)
    select count(*)::int as swept from swept`;
  return (await rowOf(db, { swept: integer }, sweeping))!.swept;
}
