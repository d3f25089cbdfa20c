import { sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Db } from '../client.ts';
import { isoDay } from '../values.ts';
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
  const delegations = await db.selectFrom('delegation').selectAll().orderBy('id').execute();
  return {
    ...directory,
    relations: relations.map(({ from_day: from, to_day: to, ...relation }) => ({
      ...relation,
      from,
      ...(to !== null && { to }),
    })),
    delegations: delegations.map(({ from_at: from, to_at: to, revoked_at: revokedAt, ...delegation }) => ({
      ...delegation,
      from,
      ...(to !== null && { to }),
      ...(revokedAt !== null && { revokedAt }),
    })),
  };
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

/**
 * Whether the person is of the unit: in the directory, not removed, and theirs is the unit or a post in it on that day.
 */
export async function isOfUnit(db: Db, person: string, unit: string, day: Day): Promise<boolean> {
  const { rows } = await sql`
    select 1 from person where id = ${person} and removed_at is null and (unit = ${unit} or exists (
      select 1 from holding where person = ${person} and unit = ${unit} and from_day <= ${isoDay(day)}::date
        and (to_day is null or to_day >= ${isoDay(day)}::date)))`.execute(db);
  return rows.length > 0;
}
