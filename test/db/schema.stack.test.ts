import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Db } from '../../db/client.ts';
import { dumpSchema } from '../../db/dump-schema.ts';
import { migrate, migrateDown } from '../../db/migrate.ts';
import { migrations } from '../../db/migrations/index.ts';
import { tables } from '../../db/schema.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

interface Found {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  given: boolean;
}
const columnsOf = async (db: Db): Promise<Found[]> =>
  (
    await sql<Found>`
  select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable,
    a.atthasdef or a.attidentity <> '' as given
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0
    and not a.attisdropped and c.relname not like 'kysely%'
  order by c.relname, a.attname`.execute(db)
  ).rows;

const rightsOnSchema = async (db: Db): Promise<string | null> =>
  (await sql<{ acl: string | null }>`select nspacl::text as acl from pg_namespace where nspname = 'public'`.execute(db))
    .rows[0]!.acl;

test('the types of the tables are those of the database, column by column', async () => {
  const declared = Object.entries(tables).flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, { type, nullable, given }]) => ({ table, column, type, nullable, given })),
  );
  const order = (a: { table: string; column: string }, b: typeof a) =>
    `${a.table}.${a.column}` < `${b.table}.${b.column}` ? -1 : 1;
  expect(declared.toSorted(order)).toEqual((await columnsOf(database.owner)).toSorted(order));
});

test('db/schema.sql is the schema that the migrations make', async () => {
  const file = await readFile(new URL('../../db/schema.sql', import.meta.url), 'utf8');
  expect(await dumpSchema(database.owner), 'A table changed: write db/schema.sql anew with `npm run schema`.').toBe(
    file,
  );
});

test('up, down and up again leave the same schema, and down leaves nothing', async () => {
  const fresh = await createDatabase({ empty: true });
  try {
    expect(await migrate(fresh.url)).toEqual(Object.keys(migrations));
    const first = await dumpSchema(fresh.owner);
    expect(await migrateDown(fresh.url)).toEqual(Object.keys(migrations).toReversed());
    expect(await dumpSchema(fresh.owner)).not.toMatch(/^create/im);
    expect(await rightsOnSchema(fresh.owner)).not.toContain('shixian_app');
    await migrate(fresh.url);
    expect(await dumpSchema(fresh.owner)).toEqual(first);
    expect(first).toEqual(await dumpSchema(database.owner));
  } finally {
    await fresh.close();
  }
});

test('each migration can be taken back on its own', async () => {
  const fresh = await createDatabase({ empty: true });
  try {
    await migrate(fresh.url);
    const whole = await dumpSchema(fresh.owner);
    for (const name of [...Object.keys(migrations).toReversed().slice(1), undefined]) {
      await migrateDown(fresh.url, name);
      await migrate(fresh.url);
      expect(await dumpSchema(fresh.owner)).toEqual(whole);
    }
  } finally {
    await fresh.close();
  }
});

test('of several processes that migrate at once one does it and all succeed', async () => {
  const fresh = await createDatabase({ empty: true });
  try {
    const done = await Promise.all([migrate(fresh.url), migrate(fresh.url), migrate(fresh.url)]);
    expect(done.flat().toSorted()).toEqual(Object.keys(migrations));
    expect(await migrate(fresh.url)).toEqual([]);
  } finally {
    await fresh.close();
  }
});

test('a database newer than the program is refused, with what to do', async () => {
  const fresh = await createDatabase({ empty: true });
  try {
    await migrate(fresh.url);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', 'x')`.execute(fresh.owner);
    await expect(migrate(fresh.url)).rejects.toThrow(
      new RegExp(
        'newer than this program: found migration 9999-later, .* ' +
          `knows up to ${Object.keys(migrations).at(-1)}\\. Start the release`,
      ),
    );
  } finally {
    await fresh.close();
  }
});

test('an owner without superuser rights can migrate, and the application acts under its own role', async () => {
  const fresh = await createDatabase({ empty: true });
  const name = new URL(fresh.url).pathname.slice(1);
  try {
    await sql
      .raw(`create role owner_${name} login createrole password 'x'; grant create on database ${name} to owner_${name};
      alter database ${name} owner to owner_${name}; grant shixian_app to owner_${name} with admin option`)
      .execute(fresh.owner);
    const url = new URL(fresh.url);
    Object.assign(url, { username: `owner_${name}`, password: 'x' });
    await migrate(url.href);
    const application = connect(url.href, { role: 'shixian_app', max: 1 });
    const { rows } = await sql`select current_user as me, (select count(*) from event) as events`.execute(application);
    expect(rows).toEqual([{ me: 'shixian_app', events: 0 }]);
    await expect(sql`delete from event`.execute(application)).rejects.toThrow(/permission denied/);
    await application.destroy();
  } finally {
    const admin = fresh.owner;
    await sql
      .raw(`reassign owned by owner_${name} to current_user; drop owned by owner_${name}; drop role owner_${name}`)
      .execute(admin);
    await fresh.close();
  }
});
