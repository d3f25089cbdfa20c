import { sql } from 'kysely';
import type { Day } from '../../domain/calendar/day.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Db } from '../client.ts';
import { iso, isoDay } from '../values.ts';
import { readUnits, writeUnits } from './units.ts';

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

/**
 * Writes units and people that are new or changed and replaces all posts, absences and relations, in one transaction.
 */
export async function writeDirectory(
  db: Db,
  { units, people, holdings, absences, relations = [] }: Directory,
): Promise<void> {
  const days = holdings.map(({ person, unit, post, from, to }) => ({
    person,
    unit,
    post,
    from_day: isoDay(from),
    to_day: to === undefined ? null : isoDay(to),
  }));
  const away = absences.map(({ person, from, to, deputy }) => ({
    person,
    from_at: iso(from),
    to_at: iso(to),
    deputy: deputy ?? null,
  }));
  const declared = relations.map(({ from, to, ...each }) => ({
    ...each,
    from_day: isoDay(from),
    to_day: to === undefined ? null : isoDay(to),
  }));
  await db.transaction().execute(async tx => {
    await writeUnits(tx, units);
    await sql`insert into person (id, name, unit)
      select id, name, unit from json_populate_recordset(null::person, ${JSON.stringify(people)}::json)
      on conflict (id) do update set name = excluded.name, unit = excluded.unit, removed_at = null`.execute(tx);
    await tx.deleteFrom('holding').execute();
    await tx.deleteFrom('absence').execute();
    await tx.deleteFrom('relation').execute();
    await sql`insert into holding select * from json_populate_recordset(null::holding,
      ${JSON.stringify(days)}::json)`.execute(tx);
    await sql`insert into absence select * from json_populate_recordset(null::absence,
      ${JSON.stringify(away)}::json)`.execute(tx);
    await sql`insert into relation (person, subject, kind, from_day, to_day)
      select person, subject, kind, from_day, to_day
      from json_populate_recordset(null::relation, ${JSON.stringify(declared)}::json)`.execute(tx);
  });
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

/** Takes a person out of the directory; what they did stays in the log under their id. */
export async function removePerson(db: Db, person: string): Promise<void> {
  await sql`update person set removed_at = coalesce(removed_at, clock_timestamp()) where id = ${person}`.execute(db);
}
