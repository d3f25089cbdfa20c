import { sql } from 'kysely';
import type { SealedRow, StoredSeal, StoredSeals } from '../../domain/audit/seals.ts';
import type { Db, Tx } from '../client.ts';
import { integer, json, text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/** The registers that are sealed as a whole. */
export const sealedRegisters = ['repair', 'calendar', 'directory'];

const scopeShape = {
  scope: text,
  last: integer,
  head: text,
  seals: json<readonly StoredSeal[]>(),
  rows: json<readonly SealedRow[]>(),
};

/** The seals of cases or registers, with the rows that must have one and what those say now. */
export async function storedSeals(tx: Tx, scopes: readonly string[]): Promise<readonly StoredSeals[]> {
  const mine = sql`any(${[...scopes]}::text[])`;
  const reading = sql`
    with sealed_row as (
      select case_id as scope, 'refusal' as kind, key as subject, sealed_content(k) as content from command k
        where case_id = ${mine} and answer @> '{"accepted": false}'
      union all select id, 'queryCode', id, query_code from "case" where id = ${mine}
      union all select case_id, 'delivery', case_id || ' ' || seq || '.' || position + 1, sealed_content(o)
        from outbox o where case_id = ${mine} and delivered_at is not null
      union all select 'repair', 'repair', id::text, sealed_content(r) from repair r where 'repair' = ${mine}
      union all select 'calendar', 'calendar', version, sealed_content(v) from calendar_version v
        where 'calendar' = ${mine}
      union all select 'directory', 'directory', version::text, sealed_content(v) from directory_version v
        where 'directory' = ${mine})
    select s.scope, coalesce(h.n, 0) as last, coalesce(h.hash, '') as head,
      coalesce((select jsonb_agg(jsonb_build_object('n', n, 'kind', kind, 'subject', subject, 'digest', digest,
        'prev', prev, 'hash', hash) order by n) from seal where scope = s.scope), '[]') as seals,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'subject', subject, 'digest', digest_of(content)))
        from sealed_row where scope = s.scope), '[]') as rows
    from unnest(${[...scopes]}::text[]) s(scope) left join seal_head h on h.scope = s.scope`;
  return await rowsOf(tx, scopeShape, reading);
}

/**
 * A page of what no case's audit looks at: applications that were refused have no case, and a chain of seals may be
 * left of one.
 */
export async function scopesWithoutCase(db: Db, after: string, limit: number): Promise<readonly string[]> {
  const reading = sql`
    select scope from (
      select scope from seal_head union select scope from seal
      union select case_id from command where answer @> '{"accepted": false}') s
    where scope > ${after} and scope <> all(${sealedRegisters}::text[])
      and not exists (select from "case" c where c.id = s.scope)
    order by scope limit ${limit}`;
  return (await rowsOf(db, { scope: text }, reading)).map(row => row.scope);
}
