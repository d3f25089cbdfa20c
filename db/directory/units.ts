import { sql } from 'kysely';
import type { Unit } from '../../domain/directory/directory.ts';
import type { Db, Tx } from '../client.ts';

type UnitRow = { readonly [Field in keyof Required<Unit>]: Unit[Field] | null };

/** A field that a unit may lack is null in its row and absent from the unit. */
const unitOf = (row: UnitRow): Unit =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Unit;

const fields = ['id', 'title', 'kind', 'parent', 'calendar', 'role', 'region', 'level', 'telephone'] as const;

/** Every unit as it is now, in the order of their ids. */
export async function readUnits(db: Db): Promise<readonly Unit[]> {
  return (await db.selectFrom('unit').select(fields).orderBy('id').execute()).map(unitOf);
}

/** Every unit as it was in that version of the directory, in the order of their ids. */
export async function readUnitsAt(db: Db, version: number): Promise<readonly Unit[]> {
  const rows = await db
    .selectFrom('unit_version')
    .distinctOn('id')
    .select(fields)
    .where('version', '<=', version)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(unitOf);
}

/** The version of the directory that holds now; 0 before the first. */
export async function directoryVersion(db: Db): Promise<number> {
  const row = await db
    .selectFrom('directory_version')
    .select(({ fn }) => fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** Writes units as they are in that version. */
export async function writeUnits(tx: Tx, version: number, units: readonly Unit[]): Promise<void> {
  await sql`
    with incoming as (select * from json_populate_recordset(null::unit, ${JSON.stringify(units)}::json)),
    written as (
      insert into unit select * from incoming
      on conflict (id) do update set title = excluded.title, kind = excluded.kind, parent = excluded.parent,
        calendar = excluded.calendar, role = excluded.role, region = excluded.region, level = excluded.level,
        telephone = excluded.telephone)
    insert into unit_version (version, id, title, kind, parent, calendar, role, region, level, telephone)
    select ${version}::int, id, title, kind, parent, calendar, role, region, level, telephone from incoming`.execute(
    tx,
  );
}
