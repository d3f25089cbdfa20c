import { sql } from 'kysely';
import { defined } from '../../domain/defined.ts';
import type { Db } from '../client.ts';

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

/** What is kept under a reference: the fields, or after their erasure nothing but that there were some. */
export type KeptPersonal = Omit<PersonalFields, 'fields'> & Partial<Pick<PersonalFields, 'fields'>>;

/** Those of these references under which something is or was kept, in no order. */
export async function readKeptPersonal(db: Db, references: readonly string[]): Promise<readonly KeptPersonal[]> {
  const rows = await db
    .selectFrom('personal')
    .select(['reference', 'case_id', 'fields', 'digest'])
    .where('reference', '=', sql<string>`any(${[...references]}::text[])`)
    .execute();
  return rows.map(({ case_id: caseId, fields, ...row }) => ({
    ...row,
    caseId,
    ...defined({ fields: fields ?? undefined }),
  }));
}

/** Those of these references that are kept and not erased, in no order: made for a loader. */
export const readPersonal = async (db: Db, references: readonly string[]): Promise<readonly PersonalFields[]> =>
  (await readKeptPersonal(db, references)).filter(each => each.fields !== undefined) as readonly PersonalFields[];
