import type { Absence, Delegation, Holding, Relation } from '../../domain/directory/directory.ts';
import type { Db } from '../client.ts';

/** The posts of a unit, those that are over and those to come included, the latest first. */
export async function holdingsOf(db: Db, unit: string): Promise<readonly Holding[]> {
  const rows = await db
    .selectFrom('holding')
    .selectAll()
    .where('unit', '=', unit)
    .orderBy('from_day', 'desc')
    .orderBy('post')
    .orderBy('person')
    .execute();
  return rows.map(({ from_day: from, to_day: to, ...each }) => ({ ...each, from, ...(to !== null && { to }) }));
}

/** The absences of a person, the latest first. */
export async function absencesOf(db: Db, person: string): Promise<readonly Absence[]> {
  const rows = await db
    .selectFrom('absence')
    .selectAll()
    .where('person', '=', person)
    .orderBy('from_at', 'desc')
    .limit(100)
    .execute();
  return rows.map(({ from_at: from, to_at: to, deputy, ...each }) => ({
    ...each,
    from,
    to,
    ...(deputy !== null && { deputy }),
  }));
}

/** What a person declared, the latest first. */
export async function relationsOf(db: Db, person: string): Promise<readonly Relation[]> {
  const rows = await db
    .selectFrom('relation')
    .select(['person', 'subject', 'kind', 'from_day', 'to_day'])
    .where('person', '=', person)
    .orderBy('from_day', 'desc')
    .orderBy('subject')
    .limit(100)
    .execute();
  return rows.map(({ from_day: from, to_day: to, ...each }) => ({ ...each, from, ...(to !== null && { to }) }));
}

/** The delegations that a person was given, or that they or one of these parties gave, the latest first. */
export async function delegationsOf(
  db: Db,
  person: string,
  parties: readonly string[],
): Promise<readonly Delegation[]> {
  const rows = await db
    .selectFrom('delegation')
    .selectAll()
    .where(each => each.or([each('applicant', 'in', [person, ...parties]), each('agent', '=', person)]))
    .orderBy('from_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute();
  return rows.map(({ from_at: from, to_at: to, revoked_at: revokedAt, ...each }) => ({
    ...each,
    from,
    ...(to !== null && { to }),
    ...(revokedAt !== null && { revokedAt }),
  }));
}
