import { sql } from 'kysely';
import type { DirectoryChange, RecordKind, Records } from '../../domain/directory/changes.ts';
import type { Tx } from '../client.ts';
import { iso, isoDay } from '../values.ts';
import { writeUnits } from './units.ts';

/** The records of a kind that a version writes, and those that it takes away. */
interface Changed<K extends RecordKind> {
  readonly written: readonly Records[K][];
  readonly gone: readonly Records[K][];
}

function changedOf<K extends RecordKind>(changes: readonly DirectoryChange[], kind: K): Changed<K> {
  const ours = changes.filter(each => each.kind === kind);
  return {
    written: ours.flatMap(each => each.after ?? []) as unknown as Records[K][],
    gone: ours.flatMap(each => (each.after ? [] : (each.before ?? []))) as unknown as Records[K][],
  };
}

const json = (rows: readonly object[]): string => JSON.stringify(rows);
const dayOrNull = (day: number | undefined): string | null => (day === undefined ? null : isoDay(day));
const instantOrNull = (at: number | undefined): string | null => (at === undefined ? null : iso(at));

const postRow = ({ from, to, ...each }: Records['post']) => ({
  ...each,
  from_day: isoDay(from),
  to_day: dayOrNull(to),
});
const absenceRow = ({ person, from, to, deputy }: Records['absence']) => ({
  person,
  from_at: iso(from),
  to_at: iso(to),
  deputy: deputy ?? null,
});
const relationRow = ({ from, to, ...each }: Records['relation']) => ({
  ...each,
  from_day: isoDay(from),
  to_day: dayOrNull(to),
});
const delegationRow = ({ from, to, revokedAt, ...each }: Records['delegation']) => ({
  ...each,
  from_at: iso(from),
  to_at: instantOrNull(to),
  revoked_at: instantOrNull(revokedAt),
});

/** Brings the tables of the directory to where a version leads. Units and people first: the others name them. */
export async function writeRecords(tx: Tx, version: number, changes: readonly DirectoryChange[]): Promise<void> {
  const units = changedOf(changes, 'unit');
  const people = changedOf(changes, 'person');
  const posts = changedOf(changes, 'post');
  const absences = changedOf(changes, 'absence');
  const relations = changedOf(changes, 'relation');
  const delegations = changedOf(changes, 'delegation');
  if (units.written.length > 0) await writeUnits(tx, version, units.written);
  await sql`insert into person (id, name, unit)
    select id, name, unit from json_populate_recordset(null::person, ${json(people.written)}::json)
    on conflict (id) do update set name = excluded.name, unit = excluded.unit, removed_at = null`.execute(tx);
  await sql`update person set removed_at = clock_timestamp()
    where id = any(${people.gone.map(each => each.id)}::text[])`.execute(tx);
  await sql`delete from holding h using json_populate_recordset(null::holding, ${json(posts.gone.map(postRow))}::json) g
    where (h.unit, h.post, h.from_day, h.person) = (g.unit, g.post, g.from_day, g.person)`.execute(tx);
  await sql`insert into holding
    select * from json_populate_recordset(null::holding, ${json(posts.written.map(postRow))}::json)
    on conflict (unit, post, from_day, person) do update set to_day = excluded.to_day`.execute(tx);
  await sql`delete from absence a
    using json_populate_recordset(null::absence, ${json(absences.gone.map(absenceRow))}::json) g
    where (a.person, a.from_at) = (g.person, g.from_at)`.execute(tx);
  await sql`insert into absence
    select * from json_populate_recordset(null::absence, ${json(absences.written.map(absenceRow))}::json)
    on conflict (person, from_at) do update set to_at = excluded.to_at, deputy = excluded.deputy`.execute(tx);
  await sql`delete from relation r
    using json_populate_recordset(null::relation, ${json(relations.gone.map(relationRow))}::json) g
    where (r.person, r.subject, r.kind, r.from_day) = (g.person, g.subject, g.kind, g.from_day)`.execute(tx);
  await sql`insert into relation (person, subject, kind, from_day, to_day)
    select person, subject, kind, from_day, to_day
    from json_populate_recordset(null::relation, ${json(relations.written.map(relationRow))}::json)
    on conflict (person, subject, kind, from_day) do update set to_day = excluded.to_day`.execute(tx);
  await sql`insert into delegation
    select * from json_populate_recordset(null::delegation, ${json(delegations.written.map(delegationRow))}::json)
    on conflict (id) do update set to_at = excluded.to_at, revoked_at = excluded.revoked_at`.execute(tx);
}
