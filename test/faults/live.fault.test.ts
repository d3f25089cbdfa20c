import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { RunningServer } from '../../api/http/server.ts';
import { startApi } from '../../bin/compose/api.ts';
import { demonstrationCalendar, writeDemonstration } from '../../bin/compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer, type Issuer } from '../../bin/compose/issuer/issuer.ts';
import { demonstrationViewer } from '../../bin/compose/issuer/people.ts';
import { openServices, type Services } from '../../bin/compose/services.ts';
import { startDelivery } from '../../delivery/delivery.ts';
import type { Running } from '../../delivery/loop.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { begin } from '../db/sample.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { follow, type Following } from '../support/follow.ts';

const log = pino({ enabled: false });
let database: TestDatabase;
let services: Services;
let delivery: Running;
let issuer: Issuer;
let folder: string;
let token: string;
beforeAll(async () => {
  database = await createDatabase();
  await writeDemonstration(database.owner);
  const temporal = { address: inject('temporalAddress'), namespace: inject('temporalNamespace') };
  services = await openServices({ databaseUrl: database.url, temporal }, log);
  delivery = startDelivery({ db: database.db, onError: () => {}, relayIntervalMs: 5 });
  folder = await mkdtemp(join(tmpdir(), 'shixian-live-'));
  issuer = await openIssuer(folder);
  token = await issuer.sign(demonstrationViewer({ as: 'applicant' }, demonstrationDirectory), 1);
});
afterAll(async () => {
  await delivery.stop();
  await services.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const startServer = (): Promise<RunningServer> =>
  startApi({
    services,
    host: '127.0.0.1',
    port: 0,
    production: true,
    calendar: demonstrationCalendar,
    log,
    issuer: localIssuer,
    audience: localAudience,
    keys: issuer.keys,
  });

/** The connections on which APIs listen for changes. */
const listeners = async (): Promise<readonly number[]> => {
  const { rows } = await sql<{
    pid: number;
  }>`select pid from pg_stat_activity where datname = current_database() and query = 'listen "shixian_feed"'`.execute(
    database.owner,
  );
  return rows.map(({ pid }) => pid);
};

/** Waits until others listen than before. */
async function othersListen(before: readonly number[]): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end; await pause(20))
    if ((await listeners()).some(pid => !before.includes(pid))) return;
  throw new Error('Nobody listens for changes again.');
}

test('nothing is lost over broken connections, killed listeners and restarted APIs', async () => {
  let server = await startServer();
  const written: string[] = [];
  const told = new Set<string>();
  let stream: Following | undefined;
  const note = (): void => {
    for (const { data } of stream?.told ?? []) {
      const { caseId } = data?.changes ?? {};
      if (caseId) told.add(Buffer.from(caseId, 'base64').toString().slice('Case:'.length));
    }
  };
  const connect = async (): Promise<void> => {
    note();
    stream?.close();
    stream = await follow(server.url, { token, lastEventId: stream?.lastId() ?? lastId });
    await stream.until(all => all.length > 0);
    lastId = stream.lastId();
  };
  let lastId: string | undefined;
  await connect();
  let [killed, restarted] = [0, 0];
  for (let index = 0; index < 240; index += 1) {
    const id = `live-${index}`;
    await begin(database.db, id);
    written.push(id);
    if (index % 8 === 3) await connect();
    if (index % 40 === 20) {
      const before = await listeners();
      for (const pid of before) await sql`select pg_terminate_backend(${pid}::int)`.execute(database.owner);
      killed += before.length;
      await othersListen(before);
    }
    if (index % 60 === 50) {
      const stopped = server.stop();
      await begin(database.db, `${id}-meanwhile`);
      written.push(`${id}-meanwhile`);
      await stopped;
      await stream!.ended;
      server = await startServer();
      restarted += 1;
      await connect();
    }
  }
  await expect
    .poll(
      () => {
        note();
        return written.filter(id => !told.has(id));
      },
      { timeout: 15_000 },
    )
    .toEqual([]);
  // The faults struck, and nothing that was not written was told.
  expect([killed >= 6, restarted, [...told].filter(id => !written.includes(id))]).toEqual([true, 4, []]);
  stream!.close();
  await server.stop();
}, 120_000);

test('a listener that is killed is there again, and a change is told by itself meanwhile', async () => {
  const server = await startServer();
  const stream = await follow(server.url, { token });
  await stream.until(all => all.length > 0);
  const [pid] = await listeners();
  await sql`select pg_terminate_backend(${pid}::int)`.execute(database.owner);
  await begin(database.db, 'after-kill');
  await stream.until(all => all.some(({ data }) => data?.changes.caseId));
  await expect.poll(async () => (await listeners()).filter(each => each !== pid).length).toBe(1);
  await pause(50);
  stream.close();
  await server.stop();
});
