import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { takeLock } from '../locks.ts';

/** The personal fields of a form, under the reference and digest that log and flow carry in their place. */
export interface PersonalFields {
  readonly reference: string;
  /** The case in which they came in, which uses them from then on. */
  readonly caseId: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

/**
 * Keeps them, once: the same reference again changes nothing. Returns false when it is kept with another digest or for
 * another case.
 */
export async function keepPersonal(db: Db, { reference, caseId, fields, digest }: PersonalFields): Promise<boolean> {
  const { numAffectedRows } = await sql`
    with kept as (
      insert into personal (reference, case_id, fields, digest)
      values (${reference}, ${caseId}, ${JSON.stringify(fields)}::jsonb, ${digest})
      on conflict (reference) do nothing returning reference, case_id)
    insert into personal_use (reference, case_id) select reference, case_id from kept`.execute(db);
  if (numAffectedRows === 1n) return true;
  const kept = await db
    .selectFrom('personal')
    .select(['case_id', 'digest'])
    .where('reference', '=', reference)
    .executeTakeFirst();
  return kept?.digest === digest && kept.case_id === caseId;
}

/** Those of these references that are kept and not erased, in no order: made for a loader. */
export async function readPersonal(db: Db, references: readonly string[]): Promise<readonly PersonalFields[]> {
  const rows = await db
    .selectFrom('personal')
    .select(['reference', 'case_id', 'fields', 'digest'])
    .where('reference', '=', sql<string>`any(${[...references]}::text[])`)
    .execute();
  return rows.map(({ case_id: caseId, ...row }) => ({ ...row, caseId }));
}

/** What became of the personal fields that a case used. */
export interface Erasure {
  /** References of the fields that are gone. */
  readonly erased: readonly string[];
  /** Cases that still use others of them: those stay until the last of these gives them up. */
  readonly usedBy: readonly string[];
}

/** Gives up a case's use of personal fields, and erases those that no other case uses. Log and chain stay whole. */
export async function erasePersonal(db: Db, caseId: string): Promise<Erasure> {
  return await db.transaction().execute(async tx => {
    // Of two cases that give up the same fields at once, the later one must see that it is the last.
    await sql`select ${takeLock('personalUse')}`.execute(tx);
    const fields = await tx.selectFrom('personal_use').select('reference').where('case_id', '=', caseId).execute();
    const references = fields.map(each => each.reference).toSorted();
    if (references.length === 0) return { erased: [], usedBy: [] };
    await tx.deleteFrom('personal_use').where('case_id', '=', caseId).where('reference', 'in', references).execute();
    const others = await tx.selectFrom('personal_use').selectAll().where('reference', 'in', references).execute();
    const used = new Set(others.map(each => each.reference));
    const erased = references.filter(reference => !used.has(reference));
    if (erased.length > 0) await tx.deleteFrom('personal').where('reference', 'in', erased).execute();
    return { erased, usedBy: [...new Set(others.map(each => each.case_id))].toSorted() };
  });
}
