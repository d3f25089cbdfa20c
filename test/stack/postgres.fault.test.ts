import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gone, identify, runs } from '../../bin/stack/identity.ts';
import { startPostgres } from '../../bin/stack/postgres.ts';
import { silent } from '../../bin/stack/progress.ts';
import { killNow, listening, recorded, startElsewhere } from './elsewhere.ts';

let parent: string;
let folder: string;
let record: string;
const port = 9_200 + (process.pid % 500);

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'shixian-postgres-'));
  // PostgreSQL's own account must be able to enter.
  await chmod(parent, 0o755);
  folder = join(parent, 'postgres');
  record = join(folder, 'postgres.json');
});
afterAll(() => rm(parent, { recursive: true, force: true }));

const start = (progress = silent) => startPostgres({ dataFolder: folder, port, fast: true, progress });
const elsewhere = () =>
  startElsewhere(
    `await postgres.startPostgres({ dataFolder: ${JSON.stringify(folder)}, port: ${port}, fast: true, progress: ` +
      'progress.silent })',
  );

async function ask(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
}

test('a second start finds the data of the first; the password is ours alone and needed', async () => {
  const first = await start();
  await ask(first.url, 'create table kept (number integer)');
  await ask(first.url, 'insert into kept values (1)');
  await expect(ask(first.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
    /password authentication failed/,
  );
  await first.stop();
  expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);

  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second.url, 'select number from kept')).toEqual([{ number: 1 }]);
  expect(
    await ask(
      second.url,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as address`,
    ),
  ).toEqual([{ encoding: 'UTF8', address: '127.0.0.1' }]);
  await second.stop();
});

test('it ends by itself when its starter is killed, and the next start finds what was committed', async () => {
  const other = await elsewhere();
  const { server } = await recorded(record);
  await ask(other.started.url, 'insert into kept values (2)');
  await other.kill();
  const next = await start();
  expect(runs(server)).toBe(false);
  expect(next.adopted).toBe(false);
  expect(await ask(next.url, 'select number from kept order by 1')).toEqual([{ number: 1 }, { number: 2 }]);
  await next.stop();
});

test('one that runs on although starter and supervisor were killed is adopted, and then ends with us', async () => {
  const other = await elsewhere();
  const { server, supervisor } = await recorded(record);
  killNow(supervisor);
  await gone(supervisor, 10_000);
  await other.kill();
  expect(runs(server)).toBe(true);
  const next = await start();
  expect(next.adopted).toBe(true);
  expect(next.url).toBe(other.started.url);
  await next.stop();
  expect(runs(server)).toBe(false);
});

test('a postmaster killed outright leaves a stale pid file, and the next start is clean', async () => {
  const other = await elsewhere();
  const { server, supervisor } = await recorded(record);
  killNow(supervisor);
  killNow(server);
  await gone(server, 10_000);
  await other.kill();
  const next = await start();
  expect(next.adopted).toBe(false);
  expect(await ask(next.url, 'select count(*)::integer as count from kept')).toEqual([{ count: 2 }]);
  await next.stop();
});

test('a stranger that has got the number in the pid file is left alone', async () => {
  const stranger = spawn('sleep', ['60']);
  const identity = identify(stranger.pid ?? -1);
  await writeFile(
    join(folder, 'data', 'postmaster.pid'),
    `${stranger.pid}\n${join(folder, 'data')}\n1\n${port}\n\n127.0.0.1\n`,
  );
  const next = await start();
  expect(next.adopted).toBe(false);
  await next.stop();
  expect(identity !== undefined && runs(identity)).toBe(true);
  stranger.kill();
});

test('a folder that another running process uses is refused, with who it is and what to do', async () => {
  const other = await elsewhere();
  const { server } = await recorded(record);
  await expect(start()).rejects.toThrow(
    new RegExp(`process ${other.pid} is using the server of this folder .*Stop that process first`),
  );
  expect(await ask(other.started.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await other.kill();
  expect(await gone(server, 20_000)).toBe(true);
});

test('a taken port is passed over, and it is said', async () => {
  const taken = createServer().listen(port, '127.0.0.1');
  await once(taken, 'listening');
  const { lines, progress } = listening();
  const next = await start(progress);
  expect(next.port).toBe(port + 1);
  expect(lines).toContain(`  port ${port} is taken: PostgreSQL takes ${port + 1}`);
  await next.stop();
  taken.close();
});

test('a start that fails shows the end of the log', async () => {
  const configuration = join(folder, 'data', 'postgresql.conf');
  const before = await readFile(configuration, 'utf8');
  await writeFile(configuration, `${before}\nno_such_setting = 1\n`);
  await expect(start()).rejects.toThrow(/PostgreSQL did not start in .*no_such_setting/s);
  await writeFile(configuration, before);
});
