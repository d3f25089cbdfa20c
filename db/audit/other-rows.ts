import { sql } from 'kysely';
import type { CaseView } from '../../domain/case/view.ts';
import { caseRow } from '../cases/case-row.ts';
import { partsOf } from '../cases/read-model.ts';
import type { Tx } from '../client.ts';
import { nullable, text } from '../column.ts';
import { type RowOf, rowsOf } from '../rows.ts';

/** A row that is not as it must be, as texts; null where there is none. */
export type OtherRow = RowOf<typeof otherRowShape>;
const otherRowShape = { table: text, key: text, found: nullable(text), expected: nullable(text) };

/** The rows of the read model that are other than a view gives, compared by the database itself in its own types. */
export async function otherRows(tx: Tx, caseId: string, view: CaseView): Promise<readonly OtherRow[]> {
  const compared = partsOf(caseId, { view }).map(
    ({ part: { table, key }, rows }) => sql`
    select ${table} as table, coalesce(f.name, e.name) as key, f.row::text as found, e.row::text as expected
    from (select ${sql.ref(key)} as name, to_jsonb(o) as row from ${sql.table(table)} o where case_id = ${caseId}) f
    full join (select ${sql.ref(key)} as name, to_jsonb(r) as row
      from json_populate_recordset(null::${sql.table(table)}, ${rows}::json) r) e on e.name = f.name
    where f.row is distinct from e.row`,
  );
  const own = ['id', 'revision', 'head', 'query_code', 'time_offset_ms'];
  const comparing = sql`
    ${sql.join(compared, sql` union all `)} union all
    select 'case' as table, ${caseId} as key, f.row::text as found, e.row::text as expected
    from (select to_jsonb(c) - ${own}::text[] as row from "case" c where id = ${caseId}) f,
      (select to_jsonb(r) - ${own}::text[] as row from jsonb_populate_record(null::"case",
        ${JSON.stringify(caseRow({ view }))}::jsonb) r) e
    where f.row is distinct from e.row`;
  return await rowsOf(tx, otherRowShape, comparing);
}
