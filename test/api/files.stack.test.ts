import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { compileFunction } from 'node:vm';
import { blocksOf } from '../docs/blocks.ts';
import { connect } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Upload as TusUpload } from 'tus-js-client';
import { z } from 'zod';
import { approval, procedure, required, workingDays } from '../../domain/procedure.ts';
import { erase } from '../../db/erasures/erase.ts';
import { checkFiles } from '../../operations/files/backup.ts';
import { sweepFiles } from '../../db/files/sweep.ts';
import { openFolder } from '../../operations/files/folder-store.ts';
import { removeFiles } from '../../operations/files/files.ts';
import { scanFiles } from '../../operations/files/scan.ts';
import type { FileStore } from '../../operations/files/store.ts';
import { pdfOf, samples } from '../files/samples.ts';
import { administrator, applicant, clerk, fire, form, observer, Office, other, supervisor } from './office.ts';
import { fetchFiles, refusalIn, upload, type Uploaded } from './uploads.ts';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Its one material is a file of a type and of a size. */
const drawn = procedure({
  name: 'drawn',
  version: 1,
  title: '图纸备案',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  materials: { plan: required('图纸', { files: { types: ['pdf', 'ofd'], mostBytes: 1_000 } }) },
  limits: { promised: workingDays(1), statutory: workingDays(2) },
  steps: { look: approval('审查', { by: 'market-regulation', within: workingDays(1) }) },
  permits: { filing: '备案' },
  *run({ steps, grant }) {
    yield* steps.look();
    return grant('filing');
  },
});
const canary = '沈雨晴-4101051990';
const logged: string[] = [];
let office: Office;
let store: FileStore;
beforeAll(async () => {
  store = await openFolder(await mkdtemp(join(tmpdir(), 'shixian-files-')));
  const files = { store, mostBytes: 1_048_576, isScanned: false };
  office = await Office.open({ verbose: line => logged.push(line), beside: [drawn], api: { files } });
});
afterAll(async () => {
  await office.product.stop();
});

const db = () => office.product.shell.database.db;
const context = () => ({ db: db(), store, log: office.product.shell.context.log });
const named = (material: string, file: string) => ({ material, file, kind: 'ELECTRONIC', suppliedBy: 'APPLICANT' });
const start = (papers: readonly object[], input: object = {}, who = applicant) =>
  office.say(who, 'startRestaurantOpeningV1', { channel: 'ONLINE', form, papers, ...input });
const papersOf = async (who: Parameters<Office['ask']>[0], id: string) => {
  const { case: found } = await office.ask<{
    case: { papers: readonly { material: string; file: null | Record<string, unknown> }[] } | null;
  }>(
    who,
    `query ($id: ID!) { case(id: $id) { papers { material digest
      file { file name type bytes digest state download { url until } } } } }`,
    { id },
  );
  return found?.papers;
};
const downloadOf = async (who: Parameters<Office['ask']>[0], id: string): Promise<string> => {
  const [paper] = (await papersOf(who, id))!;
  return (paper!.file!['download'] as { url: string }).url;
};

describe('a file that is uploaded', () => {
  let plan: Uploaded;
  let received: { id: string };
  /** What its uploader is told before a case has it. */
  let unused: unknown;
  beforeAll(async () => {
    plan = await upload(office, applicant, pdfOf(200_000), `${canary}.pdf`);
    unused = await office.ask(applicant, fileQuery, { file: plan.file });
    const said = await start([named('layoutPlan', plan.file)]);
    received = said.case!;
  });
  const fileQuery = `query ($file: ID!) { file(file: $file) { name type bytes state download { url } } }`;

  test('is what its content is, with its digest, and is told to its uploader alone', async () => {
    expect(plan).toMatchObject({ name: `${canary}.pdf`, bytes: 200_000, type: 'pdf', state: 'READY' });
    expect(unused).toEqual({
      file: {
        name: `${canary}.pdf`,
        type: 'PDF',
        bytes: 200_000,
        state: 'READY',
        download: { url: expect.stringContaining(plan.file) as string },
      },
    });
    // A case has it: who reads it there is the case's to say.
    expect(await office.ask(applicant, fileQuery, { file: plan.file })).toEqual({
      file: { name: null, type: 'PDF', bytes: 200_000, state: 'READY', download: null },
    });
    for (const who of [other, clerk, supervisor, administrator])
      expect(await office.ask(who, fileQuery, { file: plan.file })).toEqual({ file: null });
  });

  test('is a paper of the case, with id, digest, type and size in the log and no name', async () => {
    const [paper] = (await papersOf(applicant, received.id))!;
    expect(paper).toMatchObject({
      material: 'layoutPlan',
      digest: plan.digest,
      file: { file: plan.file, name: `${canary}.pdf`, type: 'PDF', bytes: 200_000, state: 'READY' },
    });
    const { rows } = await sql<{ data: string }>`select data from event where type = 'received'`.execute(db());
    const [data] = rows.map(row => row.data);
    expect(JSON.parse(data!)).toMatchObject({
      data: { papers: [{ file: { id: plan.file, type: 'pdf', bytes: 200_000 }, digest: plan.digest }] },
    });
  });

  test('is fetched by an address with its Chinese name, and never shown as a page', async () => {
    const response = await fetchFiles(office, undefined, await downloadOf(applicant, received.id));
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer()).equals(pdfOf(200_000))).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '200000',
      'content-disposition': expect.stringContaining(`filename*=UTF-8''${encodeURIComponent(canary)}.pdf`) as string,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'private, no-store',
      etag: `"${plan.digest}"`,
    });
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  test('is fetched in part', async () => {
    const url = await downloadOf(applicant, received.id);
    const part = async (range: string, more: Record<string, string> = {}) => {
      const response = await fetchFiles(office, undefined, url, { headers: { range, ...more } });
      const body = Buffer.from(await response.arrayBuffer());
      return [response.status, response.headers.get('content-range'), body.length] as const;
    };
    expect(await part('bytes=0-4')).toEqual([206, 'bytes 0-4/200000', 5]);
    expect(await part('bytes=-1')).toEqual([206, 'bytes 199999-199999/200000', 1]);
    expect(await part('bytes=199999-300000')).toEqual([206, 'bytes 199999-199999/200000', 1]);
    expect(await part('bytes=0-4', { 'if-range': `"${plan.digest}"` })).toEqual([206, 'bytes 0-4/200000', 5]);
    for (const whole of ['bytes=4-0', 'lines=0-4', 'bytes=0-1,5-9', 'bytes=x'])
      expect([whole, ...(await part(whole))]).toEqual([whole, 200, null, 200_000]);
    expect(await part('bytes=0-4', { 'if-range': '"other"' })).toEqual([200, null, 200_000]);
    const beyond = await fetchFiles(office, undefined, url, { headers: { range: 'bytes=200000-' } });
    expect([await refusalIn(beyond), beyond.headers.get('content-range')]).toEqual([
      [416, 'RANGE_UNFIT'],
      'bytes */200000',
    ]);
    const head = await fetchFiles(office, undefined, url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
      200,
      '200000',
      'bytes',
    ]);
  });

  test('has an address only for who handles the case or is its party', async () => {
    for (const who of [applicant, clerk])
      expect(await downloadOf(who, received.id)).toMatch(/^\/files\/[0-9a-f]{32}\?/);
    for (const who of [supervisor, administrator, observer])
      expect((await papersOf(who, received.id))![0]!.file).toMatchObject({
        name: null,
        download: null,
        state: 'READY',
      });
    for (const who of [other, fire]) expect(await papersOf(who, received.id)).toBeUndefined();
  });

  test('is not had by an address that was changed, or without one', async () => {
    const url = await downloadOf(applicant, received.id);
    for (const wrong of [
      url.replace(/until=\d/, 'until=9'),
      url.replace(/signature=./, found => (found.endsWith('0') ? 'signature=1' : 'signature=0')),
      `/files/${plan.file}`,
      url.replace(plan.file, '0'.repeat(32)),
    ])
      expect([wrong, await refusalIn(await fetchFiles(office, applicant, wrong))]).toEqual([
        wrong,
        [403, 'LINK_INVALID'],
      ]);
    for (const path of ['/files/..%2f..%2fetc%2fpasswd', '/files/%00', `/files/${plan.file}.json`, '/files/x'])
      expect([path, (await fetchFiles(office, applicant, path)).status]).toEqual([path, 404]);
  });

  test('is refused to whoever did not upload it, and nobody is told that it is there', async () => {
    const elsewhere = { ...named('layoutPlan', plan.file) };
    expect(await start([elsewhere], {}, other)).toMatchObject({ reason: 'file.unknown' });
    expect(await start([named('layoutPlan', 'f'.repeat(32))], {}, other)).toMatchObject({ reason: 'file.unknown' });
    expect(await start([{ ...elsewhere, digest: plan.digest }])).toMatchObject({ reason: 'file.oneOfTwo' });
  });

  test('stays with its case: another one does not get it, the same one may name it again', async () => {
    expect(await start([named('layoutPlan', plan.file)])).toMatchObject({ reason: 'file.used' });
    const commandId = randomUUID();
    const one = await upload(office, applicant, samples.png, '图.png');
    const first = await start([named('layoutPlan', one.file)], { commandId });
    expect(await start([named('layoutPlan', one.file)], { commandId })).toMatchObject({ case: { id: first.case!.id } });
  });

  test('is free again when the act that named it was refused', async () => {
    const one = await upload(office, applicant, samples.png, '图.png');
    expect(await start([named('nothing', one.file)])).toMatchObject({ reason: 'material.unknown' });
    expect(await start([named('layoutPlan', one.file)])).toMatchObject({ case: { status: 'RECEIVED' } });
  });

  test('goes to one of two cases that name it at once', async () => {
    const one = await upload(office, applicant, samples.png, '图.png');
    const both = await Promise.all([start([named('layoutPlan', one.file)]), start([named('layoutPlan', one.file)])]);
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['Accepted', 'Refused']);
  });
});

describe('an upload is refused', () => {
  const post = (who: Parameters<typeof fetchFiles>[1], body: Buffer, headers: Record<string, string> = {}) =>
    fetchFiles(office, who, '/files', { method: 'POST', body: new Uint8Array(body), headers }).then(refusalIn);

  test.each([
    ['of nobody', undefined, samples.png, {}, 401, 'UNAUTHENTICATED'],
    ['without a byte', applicant, Buffer.alloc(0), {}, 400, 'FILE_EMPTY'],
    ['of a page', applicant, Buffer.from('<!doctype html><script>alert(1)</script>'), {}, 415, 'FILE_TYPE'],
    ['of what it is not', applicant, samples.png, { 'content-type': 'application/pdf' }, 415, 'FILE_TYPE_DIFFERS'],
    ['that is compressed', applicant, samples.png, { 'content-encoding': 'gzip' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['one byte too large', applicant, pdfOf(1_048_577), {}, 413, 'BODY_TOO_LARGE'],
  ])('%s', async (_what, who, body, headers, status, code) => {
    expect(await post(who, body, headers)).toEqual([status, code]);
  });

  test('exactly as large as the limit is taken', async () => {
    expect(await upload(office, applicant, pdfOf(1_048_576))).toMatchObject({ bytes: 1_048_576 });
  });

  test('whose caller goes leaves nothing', async () => {
    await removeFiles(context());
    const before = await rowsIn();
    const { hostname, port } = new URL(office.product.url);
    const socket = connect(Number(port), hostname);
    const token = await office.product.api.tokenOf(applicant);
    socket.write(
      `POST /files HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-length: 400000\r\n\r\n%PDF-1.7`,
    );
    socket.write(Buffer.alloc(100_000, 0x20));
    await expect.poll(() => rowsIn('receiving')).toBe(1);
    socket.destroy();
    await once(socket, 'close');
    await expect.poll(() => rowsIn('receiving')).toBe(0);
    await removeFiles(context());
    expect(await rowsIn()).toBe(before);
  });

  test('of a fifth at once from one person', async () => {
    const { hostname, port } = new URL(office.product.url);
    const token = await office.product.api.tokenOf(applicant);
    const names = `host: x\r\nauthorization: Bearer ${token}\r\ncontent-length: 400000`;
    const head = `POST /files HTTP/1.1\r\n${names}\r\n\r\n%PDF-`;
    const open = Array.from({ length: 4 }, () => connect(Number(port), hostname));
    for (const socket of open) socket.write(head);
    await expect.poll(() => rowsIn('receiving')).toBe(4);
    expect(await post(applicant, samples.png)).toEqual([429, 'TOO_MANY_UPLOADS']);
    expect(await upload(office, other, samples.png)).toMatchObject({ type: 'png' });
    for (const socket of open) socket.destroy();
    await expect.poll(() => rowsIn('receiving')).toBe(0);
  });
});

const rowsIn = async (state?: string): Promise<number> => {
  const where = state === undefined ? sql`true` : sql`state = ${state}`;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from file where ${where}`.execute(db());
  return rows[0]!.n;
};

describe('a file in pieces', () => {
  const tus = { 'tus-resumable': '1.0.0' };
  const begin = (bytes: number, who = applicant) =>
    fetchFiles(office, who, '/files/tus', {
      method: 'POST',
      headers: { ...tus, 'upload-length': String(bytes), 'upload-metadata': `filename ${btoa('x.pdf')}` },
    });
  const send = (path: string, offset: number, piece: Buffer, who = applicant) =>
    fetchFiles(office, who, path, {
      method: 'PATCH',
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: new Uint8Array(piece),
    });

  test('comes by a client of tus, and is a file like any other', async () => {
    const content = pdfOf(700_000);
    const token = await office.product.api.tokenOf(applicant);
    const url = await new Promise<string>((resolve, reject) => {
      const client = new TusUpload(content, {
        endpoint: `${office.product.url}/files/tus`,
        headers: { authorization: `Bearer ${token}` },
        metadata: { filename: `${canary}.pdf` },
        chunkSize: 300_000,
        onError: reject,
        onSuccess: () => resolve(client.url!),
      });
      client.start();
    });
    const file = url.split('/').at(-1)!;
    const said = await start([named('layoutPlan', file)]);
    const response = await fetchFiles(office, undefined, await downloadOf(applicant, said.case!.id));
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent(canary));
  });

  test('goes on where a broken connection left it', async () => {
    const content = pdfOf(500_000);
    const path = (await begin(content.length)).headers.get('location')!;
    const { hostname, port } = new URL(office.product.url);
    const socket = connect(Number(port), hostname);
    const token = await office.product.api.tokenOf(applicant);
    socket.write(
      [
        `PATCH ${path} HTTP/1.1`,
        `host: x`,
        `authorization: Bearer ${token}`,
        'tus-resumable: 1.0.0',
        'upload-offset: 0',
        'content-type: application/offset+octet-stream',
        `content-length: ${content.length}`,
        '',
        '',
      ].join('\r\n'),
    );
    socket.write(content.subarray(0, 200_000));
    const file = path.split('/').at(-1)!;
    await expect.poll(() => store.size(file)).toBeGreaterThan(100_000);
    socket.destroy();
    const head = async () => (await fetchFiles(office, applicant, path, { method: 'HEAD', headers: tus })).headers;
    await expect.poll(async () => Number((await head()).get('upload-offset')), { timeout: 10_000 }).toBeGreaterThan(0);
    const offset = Number((await head()).get('upload-offset'));
    expect(offset).toBeLessThan(500_000);
    expect(await start([named('layoutPlan', file)])).toMatchObject({ reason: 'file.notReady' });
    expect((await send(path, offset + 1, content.subarray(offset + 1))).status, 'a gap').toBe(409);
    expect((await send(path, offset, content.subarray(offset))).status).toBe(204);
    expect(await start([named('layoutPlan', file)])).toMatchObject({ case: { status: 'RECEIVED' } });
  });

  test('is its uploader’s alone', async () => {
    const path = (await begin(1_000)).headers.get('location')!;
    for (const method of ['HEAD', 'DELETE'])
      expect((await fetchFiles(office, other, path, { method, headers: tus })).status).toBe(404);
    expect((await send(path, 0, pdfOf(1_000), other)).status).toBe(404);
    expect((await fetchFiles(office, undefined, '/files/tus', { method: 'POST', headers: tus })).status).toBe(401);
    expect((await send(path, 0, pdfOf(1_000))).status).toBe(204);
    expect((await send(path, 0, pdfOf(1_000))).status, 'what is whole').toBe(409);
    expect((await fetchFiles(office, applicant, path, { method: 'DELETE', headers: tus })).status).toBe(400);
  });

  test('is refused for its content once it is whole, for its size before it comes', async () => {
    const path = (await begin(40)).headers.get('location')!;
    const refused = await send(path, 0, Buffer.from('<!doctype html><script>alert(1)</script>'));
    expect(await refusalIn(refused)).toEqual([415, 'FILE_TYPE']);
    expect((await fetchFiles(office, applicant, path, { method: 'HEAD', headers: tus })).status).toBe(404);
    expect((await begin(1_048_577)).status).toBe(413);
    expect(await refusalIn(await begin(0))).toEqual([400, 'FILE_EMPTY']);
    const short = (await begin(1_000)).headers.get('location')!;
    expect((await send(short, 0, pdfOf(2_000))).status).toBe(413);
    expect((await fetchFiles(office, applicant, short, { method: 'DELETE', headers: tus })).status).toBe(204);
  });
});

describe('what nobody uses', () => {
  const age = (file: string) =>
    sql`update file set begun_at = clock_timestamp() - interval '25 hours' where id = ${file}`.execute(db());

  test('goes after a day; what a case or a draft has stays', async () => {
    const [unused, used, drafted, refused] = await Promise.all(
      ['a', 'b', 'c', 'd'].map(name => upload(office, applicant, samples.png, name)),
    );
    await start([named('layoutPlan', used!.file)]);
    await start([named('nothing', refused!.file)]);
    await office.say(
      applicant,
      'saveDraft',
      { procedure: 'restaurant-opening', form: {}, papers: [named('layoutPlan', drafted!.file)] },
      '... on Draft { draft papers } ... on Error { code }',
    );
    for (const each of [unused, used, drafted, refused]) await age(each!.file);
    await sweepFiles(db());
    await removeFiles(context());
    const sizes = await Promise.all([unused, used, drafted, refused].map(each => store.size(each!.file)));
    expect(sizes).toEqual([undefined, samples.png.length, samples.png.length, undefined]);
    const { rows } = await sql<{
      id: string;
    }>`select id from file where id in (${unused!.file}, ${refused!.file})`.execute(db());
    expect(rows).toEqual([]);
  });

  test('of what was drafted its owner files the application', async () => {
    const one = await upload(office, applicant, samples.png, '图.png');
    const kept = (await office.say(
      applicant,
      'saveDraft',
      { procedure: 'restaurant-opening', form, papers: [named('layoutPlan', one.file)] },
      '... on Draft { draft papers } ... on Error { code }',
    )) as unknown as { draft: string; papers: unknown };
    expect(kept.papers).toEqual([
      { material: 'layoutPlan', file: one.file, kind: 'electronic', suppliedBy: 'applicant' },
    ]);
    const filed = await office.say(applicant, 'submitDraft', { draft: kept.draft });
    expect(await downloadOf(applicant, filed.case!.id)).toContain(one.file);
  });
});

describe('a file that the scanner has not seen', () => {
  test('may not be used until it is clean, and is gone where it is not', async () => {
    const [clean, wrong] = await Promise.all(['a', 'b'].map(name => upload(office, applicant, samples.png, name)));
    const ids = [clean!.file, wrong!.file];
    await sql`update file set state = 'scanning', scan_at = clock_timestamp() where id = any(${ids}::text[])`.execute(
      db(),
    );
    expect(await start([named('layoutPlan', clean!.file)])).toMatchObject({ reason: 'file.notReady' });
    let isAway = true;
    const scanner = {
      isClean: ({ id }: { id: string }) =>
        isAway ? Promise.reject(new Error('away')) : Promise.resolve(id === clean!.file),
    };
    await scanFiles(context(), scanner);
    expect(await start([named('layoutPlan', clean!.file)])).toMatchObject({ reason: 'file.notReady' });
    isAway = false;
    await sql`update file set scan_at = clock_timestamp() where id = any(${ids}::text[])`.execute(db());
    await scanFiles(context(), scanner);
    expect(await start([named('layoutPlan', clean!.file)])).toMatchObject({ case: { status: 'RECEIVED' } });
    expect(await start([named('layoutPlan', wrong!.file)])).toMatchObject({ reason: 'file.notReady' });
    await removeFiles(context());
    expect(await store.size(wrong!.file)).toBeUndefined();
  });
});

describe('an erasure', () => {
  const erasing = (subject: Parameters<typeof erase>[1]['subject'], isOnlyWhenClosed = false) =>
    erase(db(), {
      subject,
      ground: 'consentWithdrawn',
      actor: { person: 'p-administrator', role: 'administrator' },
      key: randomUUID(),
      isOnlyWhenClosed,
    });

  test('of a case takes the bytes and names of its files; digest and size stay, and are told as erased', async () => {
    const one = await upload(office, applicant, samples.png, `${canary}.png`);
    const said = await start([named('layoutPlan', one.file)]);
    const url = await downloadOf(applicant, said.case!.id);
    const caseId = Buffer.from(said.case!.id, 'base64').toString().replace('Case:', '');
    await erasing({ caseId });
    expect(await refusalIn(await fetchFiles(office, undefined, url))).toEqual([410, 'FILE_GONE']);
    expect((await papersOf(applicant, said.case!.id))![0]!.file).toMatchObject({
      name: null,
      download: null,
      state: 'ERASED',
      bytes: samples.png.length,
      digest: one.digest,
    });
    await removeFiles(context());
    expect(await store.size(one.file)).toBeUndefined();
    expect(await checkFiles(db(), store, false)).toMatchObject({ amiss: [] });
  });

  test('of a person takes the files of all their cases, and what they uploaded and never used', async () => {
    const [filed, unused] = await Promise.all(['a', 'b'].map(name => upload(office, other, samples.png, name)));
    await start([named('layoutPlan', filed!.file)], {}, other);
    await erasing({ party: 'p-other-applicant' });
    await removeFiles(context());
    for (const { file } of [filed!, unused!]) expect(await store.size(file)).toBeUndefined();
  });
});

test('a paper is of the type and size that its material takes', async () => {
  const { procedure: guide } = await office.ask<{ procedure: unknown }>(
    applicant,
    '{ procedure(name: "drawn") { materials { material fileTypes fileBytes } } }',
  );
  expect(guide).toEqual({ materials: [{ material: 'plan', fileTypes: ['PDF', 'OFD'], fileBytes: 1_000 }] });
  const file = async (content: Buffer) => {
    const { file: id } = await upload(office, applicant, content);
    const said = await office.say(applicant, 'startCase', {
      procedure: 'drawn',
      channel: 'ONLINE',
      form: {},
      papers: [named('plan', id)],
    });
    return said['reason'] ?? said.__typename;
  };
  expect(await file(samples.png)).toBe('material.fileUnfit');
  expect(await file(pdfOf(1_001))).toBe('material.fileUnfit');
  expect(await file(pdfOf(1_000))).toBe('Accepted');
});

test('the examples of docs/files.md run as they are written', async () => {
  const blocks = new Map((await blocksOf('docs/files.md')).map(({ info, text }) => [info, text]));
  const token = await office.product.api.tokenOf(applicant);
  const given = { api: office.product.url, token, readFile: () => Promise.resolve(new Uint8Array(pdfOf(2_000))) };
  const run = (info: string, result: string, more: object = {}): unknown => {
    const all = { ...given, ...more };
    const text = `return (async () => { ${blocks.get(info)!}\nreturn ${result}; })()`;
    return compileFunction(text, Object.keys(all))(...Object.values(all));
  };
  const whole = await run('js upload', '{ file, digest, type, bytes, state }');
  expect(whole).toMatchObject({ type: 'pdf', bytes: 2_000, state: 'READY' });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  await run('js tus', 'undefined', { Upload: TusUpload, content: pdfOf(3_000), done: resolve, failed: reject });
  const filed = await office.ask<{ startRestaurantOpening: { case: { id: string; papers: unknown } } }>(
    applicant,
    blocks.get('graphql file')!,
    { file: await promise },
  );
  expect(filed.startRestaurantOpening.case.papers).toMatchObject([{ file: { name: '总平面图.pdf', bytes: 3_000 } }]);
  const fetched = await office.ask<{ case: { papers: unknown } }>(applicant, blocks.get('graphql fetch')!, {
    case: filed.startRestaurantOpening.case.id,
  });
  expect(fetched.case.papers).toMatchObject([{ file: { download: { url: expect.any(String) as string } } }]);
});

test('no name of a file is logged, sealed or told to Temporal', async () => {
  expect(logged.length).toBeGreaterThan(100);
  expect(logged.filter(line => line.includes(canary) || line.includes(encodeURIComponent(canary)))).toEqual([]);
  for (const table of ['event', 'command', 'outbox', '"case"', 'seal', 'feed']) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.raw(table)} t where t::text like ${`%${canary}%`}`.execute(db());
    expect([table, rows[0]!.n]).toEqual([table, 0]);
  }
});
