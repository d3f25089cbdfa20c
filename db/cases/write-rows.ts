import { type RawBuilder, sql } from 'kysely';
import type { ViewUpdate } from '../../domain/case/case.ts';
import { partsOf, type PartRows } from './read-model.ts';

/**
 * The parts of a statement that bring the tables beside the case to an update, where a row of `locked` says that it is
 * to be done; with the counts of desks, where a desk changed. Only rows that changed are written, and those that are
 * gone are removed.
 */
export function writingRows(caseId: string, update: ViewUpdate): readonly RawBuilder<unknown>[] {
  const parts = partsOf(caseId, update);
  const rows = parts.map(part => replacing(caseId, part));
  return parts.some(({ part }) => part.table === 'case_desk') ? [...rows, counting(caseId)] : rows;
}

const replacing = (
  caseId: string,
  { part: { table, key, columns }, rows, gone: names }: PartRows,
): RawBuilder<unknown> => {
  const [into, name] = [sql.table(table), sql.ref(key)];
  const incoming = sql.id(`${table}_in`);
  const isGone =
    names === 'allOthers'
      ? sql`not exists (select from ${incoming} n where n.${name} = o.${name})`
      : sql`o.${name} = any(${[...names]}::text[])`;
  const removing = sql`
    ${sql.id(`${table}_gone`)} as (
      delete from ${into} o where o.case_id = ${caseId} and exists (select from locked) and ${isGone}),`;
  return sql`
    ${incoming} as materialized (select r.* from locked, json_populate_recordset(null::${into}, ${rows}::json) r),
    ${names.length > 0 ? removing : sql``}
    ${sql.id(`${table}_out`)} as (
      insert into ${into} select n.* from ${incoming} n where not exists (
        select from ${into} o where o.case_id = ${caseId} and o.${name} = n.${name} and o is not distinct from n)
      on conflict (case_id, ${name}) do update set
        ${sql.join(columns.map(column => sql`${sql.id(column)} = excluded.${sql.id(column)}`))})`;
};

/** What the update changes in the counts of desks, as rows to add. `case_desk` is read as it was before. */
const counting = (caseId: string): RawBuilder<unknown> => sql`
  counted as (
    insert into desk_count (desk, status, colour, cases) select desk, status, colour, sum(change)::int from (
      select o.desk, o.status, o.colour, -1 from locked, case_desk o where o.case_id = ${caseId}
      union all select n.desk, n.status, n.colour, 1 from case_desk_in n) changes(desk, status, colour, change)
    group by desk, status, colour having sum(change) <> 0)`;
