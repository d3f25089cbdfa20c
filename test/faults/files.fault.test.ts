import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { awaitReady } from '../../bin/stack/temporal-ready.ts';
import { applicant } from '../../cli/demo/stories.ts';
import { openFolder } from '../../operations/files/folder-store.ts';
import { pdfOf, samples } from '../files/samples.ts';
import { type Running, runOnce } from '../production/programs.ts';
import { createDatabase } from '../support/database.ts';
import { measured, Product } from '../support/processes.ts';
import { smallDisk, type SmallDisk } from '../support/small-disk.ts';

let product: Product;
let api: Running;
let folder: string;
let disk: SmallDisk;
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-files-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  disk = await smallDisk(join(folder, 'disk'), 8);
  closing.push(() => disk.remove());
  const [address, namespace] = [inject('temporalAddress'), `faults-${randomUUID().slice(0, 8)}`];
  const [database] = await Promise.all([
    createDatabase(),
    awaitReady({ connection: { address }, namespace, alive: () => true }),
  ]);
  closing.push(() => database.close());
  product = await Product.open({ databaseUrl: database.url, address, namespace }, folder);
  closing.push(() => product.stop());
  api = await product.startApi();
});
afterAll(async () => {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
});

const filesIn = () => openFolder(join(folder, 'files'));
const tokenOf = (running: Running): Promise<string> => product.front(running).tokenOf(applicant);
/** A connection over which a request has begun, with its head and the first bytes of its body. */
async function beginning(running: Running, line: string, headers: object, body: Buffer): Promise<Socket> {
  const { hostname, port } = new URL(product.urlOf(running));
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const all = { host: 'x', authorization: `Bearer ${await tokenOf(running)}`, ...headers };
  socket.write(
    `${line} HTTP/1.1\r\n${Object.entries(all)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  );
  socket.write(body);
  return socket;
}
const rows = () =>
  product.query<{ id: string; state: string }>(
    `select id, state from file where begun_at > now() - interval '1 hour' order by begun_at desc`,
  );
const startWith = (running: Running, file: string) =>
  product.askOnce(running, applicant, 'startRestaurantOpeningV1', {
    channel: 'ONLINE',
    form: { name: '老街面馆', seats: 40, hasSignboard: false, sellsTobacco: false, contact: '沈雨晴' },
    papers: [{ material: 'layoutPlan', file, kind: 'ELECTRONIC', suppliedBy: 'APPLICANT' }],
  });
const post = async (running: Running, content: Buffer) => {
  const response = await fetch(`${product.urlOf(running)}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf(running)}` },
    body: new Uint8Array(content),
  });
  return [response.status, (await response.json()) as { errors?: [{ extensions: { code: string } }] }] as const;
};

test('a process killed between store and database leaves a file that is finished, or swept', async () => {
  const doomed = await product.startApi();
  const content = pdfOf(300_000);
  const socket = await beginning(
    doomed,
    'POST /files',
    { 'content-length': content.length },
    content.subarray(0, 1_000),
  );
  await expect.poll(async () => (await rows())[0]?.state).toBe('receiving');
  const [{ id } = { id: '' }] = await rows();
  const holder = new pg.Client({ connectionString: product.databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select 1 from file where id = $1 for update', [id]);
  socket.write(content.subarray(1_000));
  const waiting = () =>
    product.query(
      `select pid from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%update file set bytes%'`,
    );
  await expect.poll(async () => (await waiting()).length).toBe(1);
  expect(await (await filesIn()).size(id)).toBe(content.length);
  doomed.signal('SIGKILL');
  expect((await doomed.ended).code, 'killed, so without an exit code').toBeNull();
  await product.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where wait_event_type = 'Lock' and query ilike '%update file set bytes%'`);
  await holder.query('rollback');
  await holder.end();
  expect((await rows())[0]).toEqual({ id, state: 'receiving' });
  expect((await startWith(api, id)).type).toBe('Accepted');
  expect((await rows())[0]).toEqual({ id, state: 'ready' });
});

test('a piece that a killed process was writing is kept, and the next goes on behind it', async () => {
  const doomed = await product.startApi();
  const content = pdfOf(400_000);
  const tus = { 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${product.urlOf(doomed)}/files/tus`, {
    method: 'POST',
    headers: { ...tus, authorization: `Bearer ${await tokenOf(doomed)}`, 'upload-length': String(content.length) },
  });
  const path = begun.headers.get('location')!;
  const id = path.split('/').at(-1)!;
  await beginning(
    doomed,
    `PATCH ${path}`,
    {
      ...tus,
      'upload-offset': 0,
      'content-type': 'application/offset+octet-stream',
      'content-length': content.length,
    },
    content.subarray(0, 150_000),
  );
  await expect.poll(async () => (await filesIn()).size(id)).toBeGreaterThan(100_000);
  doomed.signal('SIGKILL');
  await doomed.ended;
  const killed = Date.now();
  const head = async () => {
    const headers = { ...tus, authorization: `Bearer ${await tokenOf(api)}` };
    return (await fetch(`${product.urlOf(api)}${path}`, { method: 'HEAD', headers })).headers.get('upload-offset');
  };
  // The lease of whoever died ends by itself.
  await expect.poll(head, { timeout: 60_000, interval: 1_000 }).not.toBeNull();
  measured('an upload went on after the process was killed that took it', Date.now() - killed);
  const offset = Number(await head());
  expect(offset).toBeGreaterThan(100_000);
  const rest = await fetch(`${product.urlOf(api)}${path}`, {
    method: 'PATCH',
    headers: {
      ...tus,
      authorization: `Bearer ${await tokenOf(api)}`,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(content.subarray(offset)),
  });
  expect(rest.status).toBe(204);
  expect((await startWith(api, id)).type).toBe('Accepted');
});

test('a full disk is told as such, keeps nothing of the file, and takes files again when there is room', async () => {
  const running = await product.startApi({ FILE_STORE: join(disk.folder, 'files') });
  expect((await post(running, samples.png))[0]).toBe(201);
  const pid = Number(running.log()[0]!['pid']);
  await disk.fill([pid]);
  const [status, body] = await post(running, pdfOf(500_000));
  expect([status, body.errors?.[0].extensions.code]).toEqual([507, 'STORE_FULL']);
  expect(await readdir(join(disk.folder, 'files'))).toHaveLength(1);
  await disk.free([pid]);
  expect((await post(running, pdfOf(500_000)))[0]).toBe(201);
});

test('a body that comes byte by byte is cut, and nothing of it stays', async () => {
  const began = Date.now();
  const socket = await beginning(api, 'POST /files', { 'content-length': 300_000 }, samples.pdf);
  const dripping = setInterval(() => socket.write(' '), 500);
  closing.push(() => Promise.resolve(clearInterval(dripping)));
  await expect.poll(async () => (await rows())[0]?.state).toBe('receiving');
  const [{ id } = { id: '' }] = await rows();
  await new Promise(resolve => {
    socket.once('close', resolve);
  });
  clearInterval(dripping);
  measured('a body that came byte by byte was cut', Date.now() - began);
  await expect.poll(async () => (await rows()).find(each => each.id === id)?.state).toBe('erased');
  expect(await (await filesIn()).size(id)).toBeUndefined();
});

test('the command names a file that the store lacks by its case, and brings it back from a copy', async () => {
  const [, uploaded] = await post(api, samples.jpg);
  const { file } = uploaded as unknown as { file: string };
  await startWith(api, file);
  const [{ number } = { number: '' }] = await product.query<{ number: string }>(
    `select c.number from "case" c join file f on f.case_id = c.id where f.id = '${file}'`,
  );
  const copy = join(folder, 'copy');
  const files = (...args: readonly string[]) =>
    runOnce(['node', '--disable-warning=ExperimentalWarning', 'bin/shixian.ts', 'files', ...args], {
      DATABASE_URL: product.loginUrl,
      FILE_STORE: join(folder, 'files'),
    });
  // Two files of the database lie on the small disk, where another process kept them.
  const before = (await files('backup', copy)).output;
  await (await filesIn()).delete(file);
  const checked = await files('check');
  expect(checked.code).toBe(3);
  expect(before).not.toContain(file);
  expect(checked.output).toContain(`missing  ${file}  ${number}  ${samples.jpg.length} bytes`);
  expect((await files('restore', copy)).output).toContain('1 of them copied now');
  expect((await files('check', '--contents')).output).not.toContain(file);
});
