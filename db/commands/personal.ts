import { sql } from 'kysely';
import type { Db } from '../client.ts';

/** The personal fields of a form, under the reference and digest that log and flow carry in their place. */
export interface PersonalFields {
  readonly reference: string;
  readonly caseId: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly digest: string;
}

/**
 * Keeps them, once: the same reference again changes nothing. Returns false when it is kept with another digest or for
 * another case.
 */
export async function keepPersonal(db: Db, { reference, caseId, fields, digest }: PersonalFields): Promise<boolean> {
  const written = await db
    .insertInto('personal')
    .values({ reference, case_id: caseId, fields: JSON.stringify(fields), digest })
    .onConflict(conflict => conflict.column('reference').doNothing())
    .returning('reference')
    .executeTakeFirst();
  if (written) return true;
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

/** Erases all personal fields of a case; log and chain stay whole. Returns how many forms were erased. */
export async function erasePersonal(db: Db, caseId: string): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom('personal').where('case_id', '=', caseId).executeTakeFirst();
  return Number(numDeletedRows);
}
