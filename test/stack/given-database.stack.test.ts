import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { checkGivenDatabase } from '../../bin/stack/given-database.ts';
import { refuseOldServer } from '../../db/server-version.ts';

const role = `plain_${randomUUID().slice(0, 8)}`;
const password = 'secret-word';
const owner = new pg.Client({ connectionString: inject('databaseUrl') });
/** The server of the tests, as somebody who may do nothing, with a part of the address replaced. */
const asPlain = (change: Partial<URL> = {}): string =>
  Object.assign(new URL(inject('databaseUrl')), { username: role, password, ...change }).href;
const messageOf = (url: string, holdsTemporal = false): Promise<string> =>
  checkGivenDatabase(url, holdsTemporal).then(
    () => 'fits',
    (error: Error) => error.message,
  );

beforeAll(async () => {
  await owner.connect();
  await owner.query(`create role ${role} login password '${password}'`);
});
afterAll(async () => {
  await owner.query(`drop role ${role}`);
  await owner.end();
});

test('a given database that fits is taken', async () => {
  expect(await messageOf(inject('databaseUrl'), true)).toBe('fits');
  expect(await messageOf(asPlain())).toBe('fits');
});

test('a given database that is away or not there is named without its password, with what to do', async () => {
  const { host, pathname } = new URL(inject('databaseUrl'));
  expect(await messageOf(asPlain({ port: '1' }))).toBe(
    `The database 127.0.0.1:1${pathname} does not answer (ECONNREFUSED). Start it, or name another in DATABASE_URL.`,
  );
  expect(await messageOf(asPlain({ pathname: '/nowhere' }))).toBe(
    `The database ${host}/nowhere cannot be used: database "nowhere" does not exist. ` +
      'Create that database, or name another in DATABASE_URL.',
  );
  const refused = await messageOf(asPlain({ password: 'wrong-word' }));
  expect(refused).toMatch(
    /cannot be used: password authentication failed .* Check its user and password in DATABASE_URL/,
  );
  expect(refused).not.toContain('wrong-word');
});

test("a user who may not make Temporal's databases is told so before anything is made", async () => {
  expect(await messageOf(asPlain(), true)).toMatch(
    new RegExp(
      `^(The user ${role} may not create databases, and Temporal needs .* Run ALTER ROLE ${role} CREATEDB` +
        `|The databases shixian_temporal.* belong to another user than ${role}\\. )`,
    ),
  );
});

test('a PostgreSQL older than the oldest that is tested on is refused, with both versions', () => {
  expect(() => refuseOldServer(150_004)).toThrow(/found version 15, expected 18 or newer/);
  expect(() => refuseOldServer(170_000)).toThrow(/found version 17/);
  expect(() => refuseOldServer(180_000)).not.toThrow();
});
