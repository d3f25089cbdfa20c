import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';

/**
 * Of each table how many rows it has and a digest of all of them: equal means that nothing was written, changed or
 * removed.
 */
export async function digestOf(owner: Db): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(owner);
  const digests = await Promise.all(
    rows.map(async ({ name }) => {
      const select = sql<{ digest: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
        from ${sql.table(name)} t`;
      const found = await select.execute(owner);
      return [name, found.rows[0]!.digest] as const;
    }),
  );
  return Object.fromEntries(digests);
}
