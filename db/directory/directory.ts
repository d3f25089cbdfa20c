import type { Directory } from '../../domain/directory/directory.ts';
import type { Db } from '../client.ts';
import { readUnits } from './units.ts';

/** Units, people, posts and absences; people who were removed are left out, with what they held. */
export async function readDirectory(db: Db): Promise<Directory> {
  const present = db.selectFrom('person').select('id').where('removed_at', 'is', null);
  // Read at the same time: a request of the API waits for them.
  const units = readUnits(db);
  const people = db
    .selectFrom('person')
    .select(['id', 'name', 'unit'])
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  const holdings = db
    .selectFrom('holding')
    .selectAll()
    .where('person', 'in', present)
    .orderBy('unit')
    .orderBy('post')
    .orderBy('from_day')
    .orderBy('person')
    .execute();
  const absences = db
    .selectFrom('absence')
    .selectAll()
    .where('person', 'in', present)
    .orderBy('person')
    .orderBy('from_at')
    .execute();
  await Promise.all([units, people, holdings, absences]);
  return {
    units: await units,
    people: (await people).map(({ unit, ...person }) => ({ ...person, ...(unit !== null && { unit }) })),
    holdings: (await holdings).map(({ from_day: from, to_day: to, ...holding }) => ({
      ...holding,
      from,
      ...(to !== null && { to }),
    })),
    absences: (await absences).map(({ person, from_at: from, to_at: to, deputy }) => ({
      person,
      from,
      to,
      ...(deputy !== null && { deputy }),
    })),
  };
}

/** The directory with what people declared and whom they delegated to: what a change of it is made of. */
export async function readWholeDirectory(db: Db): Promise<Required<Directory>> {
  const directory = await readDirectory(db);
  const relations = await db
    .selectFrom('relation')
    .select(['person', 'subject', 'kind', 'from_day', 'to_day'])
    .orderBy('person')
    .orderBy('subject')
    .orderBy('kind')
    .orderBy('from_day')
    .execute();
  const parties = await db.selectFrom('party').select('id').where('erased_at', 'is', null).execute();
  const delegations = await db.selectFrom('delegation').selectAll().orderBy('id').execute();
  return {
    ...directory,
    relations: relations.map(({ from_day: from, to_day: to, ...relation }) => ({
      ...relation,
      from,
      ...(to !== null && { to }),
    })),
    parties: parties.map(({ id }) => id),
    delegations: delegations.map(({ from_at: from, to_at: to, revoked_at: revokedAt, ...delegation }) => ({
      ...delegation,
      from,
      ...(to !== null && { to }),
      ...(revokedAt !== null && { revokedAt }),
    })),
  };
}

/** Those of these people who are, or ever were, in the directory: what they did there stays theirs. */
export async function knownPeople(db: Db, people: readonly string[]): Promise<readonly string[]> {
  if (people.length === 0) return [];
  const rows = await db.selectFrom('person').select('id').where('id', 'in', people).execute();
  return rows.map(({ id }) => id);
}

/** The names of those of these people who are in the directory. */
export async function namesOf(db: Db, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', people)
    .where('removed_at', 'is', null)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether the person is in the directory and was not removed. */
export async function isKnown(db: Db, person: string): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('id', '=', person)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
