import { sql } from 'kysely';
import { connect, type Db } from '../../db/client.ts';

/** Connections to the server's own database, and to each of Temporal's. */
export async function openAllDatabases(url: string): Promise<Db[]> {
  const server = connect(url, { max: 1 });
  const { rows } = await sql<{
    name: string;
  }>`select datname as name from pg_database where datname like 'shixian_temporal%'`.execute(server);
  return [
    server,
    ...rows.map(({ name }) => {
      const its = new URL(url);
      its.pathname = `/${name}`;
      return connect(its.href, { max: 1 });
    }),
  ];
}

/** The tables of a database in which a text is, be it as text or as the bytes of a payload. */
export async function tablesWith(db: Db, text: string): Promise<readonly string[]> {
  const { rows } = await sql<{
    name: string;
  }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
  const bytes = Buffer.from(text).toString('hex');
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[^\x20-\x7e]/gu, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const found: string[] = [];
  for (const { name } of rows) {
    const {
      rows: [count],
    } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)} t
      where position(${text} in t::text) > 0 or position(${bytes} in t::text) > 0
        or position(${escaped} in t::text) > 0`.execute(db);
    if (count!.n > 0) found.push(name);
  }
  return found;
}
