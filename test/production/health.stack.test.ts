import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { apiChecks } from '../../telemetry/health-checks.ts';
import { applicationRole, connect } from '../../db/client.ts';
import { databaseFault, databaseFaultAtStart } from '../../db/health.ts';
import { noteIncident } from '../../db/operations/note-incident.ts';
import { migrations } from '../../db/migrations/index.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ max: 2 });
});
afterAll(async () => {
  await database.close();
});

const faultAt = async (url: string, role = applicationRole): Promise<string | undefined> => {
  const db = connect(url, { role, max: 1 });
  try {
    return await databaseFault(db);
  } finally {
    await db.destroy();
  }
};
const changed = (change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

test('a migrated database with a free connection has no fault', async () => {
  expect(await databaseFault(database.db)).toBeUndefined();
});

test('a database behind in migrations says which are missing; a newer one is fine', async () => {
  const last = Object.keys(migrations).at(-1)!;
  await sql`update kysely_migration set name = '9999-later' where name = ${last}`.execute(database.owner);
  expect(await databaseFault(database.db)).toBe(
    `behind in migrations: ${last} missing; run bin/migrate.ts of this release`,
  );
  await sql`update kysely_migration set name = ${last} where name = '9999-later'`.execute(database.owner);
  await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(database.owner);
  expect(await databaseFault(database.db)).toBeUndefined();
  await sql`delete from kysely_migration where name = '9999-later'`.execute(database.owner);
});

test('a database that nobody migrated is behind', async () => {
  const empty = await createDatabase({ empty: true });
  expect(await faultAt(empty.url)).toMatch(/^behind in migrations/);
  await empty.close();
});

test('a program that starts refuses a newer database and one without a table, each by name', async () => {
  expect(await databaseFaultAtStart(database.db)).toBeUndefined();
  await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(database.owner);
  expect(await databaseFaultAtStart(database.db)).toBe(
    'newer than this program: it does not know the migration 9999-later; start the release that made it',
  );
  await sql`delete from kysely_migration where name = '9999-later'`.execute(database.owner);
  await sql`alter table outbox rename to outbox_away`.execute(database.owner);
  expect(await databaseFaultAtStart(database.db)).toBe('without the table outbox: restore it from a backup');
  await sql`alter table outbox_away rename to outbox`.execute(database.owner);
});

test('a user who is no member of our role is told so, and not that the database is behind', async () => {
  await sql`create role no_member login password 'x'`.execute(database.owner);
  try {
    expect(
      await faultAt(
        changed(url => {
          url.username = 'no_member';
          url.password = 'x';
        }),
      ),
    ).toMatch(/^closed to our user, who is no member of the role shixian_app: run bin\/migrate\.ts/);
  } finally {
    await sql`drop role no_member`.execute(database.owner);
  }
});

test('when all connections of the process are busy it says so, and is well again when one is free', async () => {
  const release = Promise.withResolvers<void>();
  const holding = [1, 2].map(() => Promise.withResolvers<void>());
  const busy = holding.map(held =>
    database.db.connection().execute(async () => {
      held.resolve();
      await release.promise;
    }),
  );
  await Promise.all(holding.map(held => held.promise));
  expect(await databaseFault(database.db)).toBe('out of connections: all 2 of this process are busy');
  release.resolve();
  await Promise.all(busy);
  expect(await databaseFault(database.db)).toBeUndefined();
});

test('when the server takes no more connections it says so', async () => {
  await sql`create role nobody_else login password 'x' connection limit 0 in role ${sql.id(applicationRole)}`.execute(
    database.owner,
  );
  try {
    expect(
      await faultAt(
        changed(url => {
          url.username = 'nobody_else';
          url.password = 'x';
        }),
      ),
    ).toBe('out of connections: PostgreSQL takes no more');
  } finally {
    await sql`drop role nobody_else`.execute(database.owner);
  }
});

test('away, silent, wrong database and wrong user are told apart', async () => {
  expect(
    await faultAt(
      changed(url => {
        url.port = '1';
      }),
    ),
  ).toBe('away: it cannot be reached');
  expect(
    await faultAt(
      changed(url => {
        url.pathname = '/there-is-none';
      }),
    ),
  ).toBe('there is no database of this name');
  expect(
    await faultAt(
      changed(url => {
        url.username = 'there_is_none';
      }),
    ),
  ).toBe('refuses to let us in: user, password or role');
  const sockets: Socket[] = [];
  const mute: Server = createServer(socket => {
    sockets.push(socket.on('error', () => {}));
  });
  await new Promise<void>(resolve => {
    mute.listen(0, '127.0.0.1', resolve);
  });
  const silent = connect(
    changed(url => {
      url.port = String((mute.address() as AddressInfo).port);
    }),
    { max: 1 },
  );
  expect(await databaseFault(silent)).toBe('silent: no answer within 1.5 seconds');
  for (const socket of sockets) socket.destroy();
  mute.close();
  await silent.destroy();
});

test('an API whose queue nobody polls is degraded, and a namespace that is not there is named as such', async () => {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  const checksIn = (namespace: string) =>
    apiChecks({ db: database.db, client: new Client({ connection, namespace }), taskQueue: 'nobody-polls' });
  const there = checksIn(inject('temporalNamespace'));
  expect([
    await there.temporal.look(),
    await there.worker.look(),
    there.worker.needed,
    there.temporal.needed,
    there.database.needed,
  ]).toEqual([undefined, 'nobody polls the task queue nobody-polls: start a worker', false, false, true]);
  expect(await checksIn('nowhere').worker.look()).toBe(
    'Temporal has no such namespace: run bin/namespace.ts, or correct TEMPORAL_NAMESPACE',
  );
  expect([await there.incidents.look(), there.incidents.needed], 'no incident').toEqual([undefined, false]);
  await noteIncident(database.db, 'case-a', 'withoutRun', 'why');
  await noteIncident(database.db, 'case-a', 'withoutRun', 'met again');
  await noteIncident(database.db, 'case-b', 'cannotDecide', 'why');
  expect(await there.incidents.look()).toBe(
    '1 cannotDecide, 1 withoutRun: an administrator must look, npm run -s shixian -- repair list',
  );
  await connection.close();
});
