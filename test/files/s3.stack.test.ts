import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Upload as TusUpload } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backUpFiles, checkFiles, restoreFiles } from '../../operations/files/backup.ts';
import { openBucket } from '../../operations/files/s3-store.ts';
import { openFolder } from '../../operations/files/folder-store.ts';
import { StoreFault, type FileStore } from '../../operations/files/store.ts';
import { applicant, form, Office } from '../api/office.ts';
import { fetchFiles, refusalIn, upload } from '../api/uploads.ts';
import { type S3Server, startS3, versitygwOrLeftOut } from '../support/versitygw.ts';
import { contractOfStores } from './store-contract.ts';
import { pdfOf, samples } from './samples.ts';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binaries = await versitygwOrLeftOut('the tests of files in S3');

describe.skipIf(binaries === undefined)('the store in a bucket', () => {
  let server: S3Server;
  let store: FileStore;
  let office: Office;
  beforeAll(async () => {
    server = await startS3(binaries!);
    store = openBucket(server.bucket);
    const files = { store, mostBytes: 20 * 1_048_576, isScanned: false };
    office = await Office.open({ api: { files } });
  });
  afterAll(async () => {
    await office.product.stop();
    await server.stop();
  });

  contractOfStores(() => store);

  test('says that it is away where nobody answers, or the bucket is not there', async () => {
    const away = openBucket({ ...server.bucket, endpoint: 'http://127.0.0.1:1' });
    const other = openBucket({ ...server.bucket, bucket: 'nobodys' });
    for (const each of [away, other])
      await expect(each.write('a'.repeat(32), Readable.from([Buffer.from('x')]), 1)).rejects.toMatchObject({
        name: StoreFault.name,
        kind: 'away',
      });
  });

  const startWith = (file: string) =>
    office.say(applicant, 'startRestaurantOpeningV1', {
      commandId: randomUUID(),
      channel: 'ONLINE',
      form,
      papers: [{ material: 'layoutPlan', file, kind: 'ELECTRONIC', suppliedBy: 'APPLICANT' }],
    });
  const downloadOf = async (id: string): Promise<Response> => {
    const { case: found } = await office.ask<{ case: { papers: [{ file: { download: { url: string } } }] } }>(
      applicant,
      'query ($id: ID!) { case(id: $id) { papers { file { download { url } } } } }',
      { id },
    );
    return await fetchFiles(office, undefined, found.papers[0].file.download.url, { headers: { range: 'bytes=0-7' } });
  };

  test('has a file that came whole, and sends it in part', async () => {
    const { file } = await upload(office, applicant, pdfOf(6_000_000));
    const said = await startWith(file);
    const part = await downloadOf(said.case!.id);
    expect([part.status, await part.text()]).toEqual([206, '%PDF-1.7']);
    expect(await store.size(file)).toBe(6_000_000);
  });

  test('has a file that came in pieces, more than one part of the bucket', async () => {
    const content = pdfOf(13_000_000);
    const token = await office.product.api.tokenOf(applicant);
    const url = await new Promise<string>((resolve, reject) => {
      const client = new TusUpload(content, {
        endpoint: `${office.product.url}/files/tus`,
        headers: { authorization: `Bearer ${token}` },
        metadata: { filename: '总图.pdf' },
        chunkSize: 5_500_000,
        onError: reject,
        onSuccess: () => resolve(client.url!),
      });
      client.start();
    });
    const file = url.split('/').at(-1)!;
    expect((await startWith(file)).case).toMatchObject({ status: 'RECEIVED' });
    expect((await buffer(await store.read(file))).equals(content)).toBe(true);
  });

  test('keeps nothing of what is refused', async () => {
    const before = await readdir(server.folder);
    const response = await fetchFiles(office, applicant, '/files', {
      method: 'POST',
      body: new Uint8Array(Buffer.from('<!doctype html><script>alert(1)</script>')),
    });
    expect(await refusalIn(response)).toEqual([415, 'FILE_TYPE']);
    expect(await readdir(server.folder)).toEqual(before);
  });

  test('is copied, and what it lost is named and brought back', async () => {
    const { db } = office.product.shell.database;
    const { file } = await upload(office, applicant, samples.png);
    const folder = await mkdtemp(join(tmpdir(), 'shixian-copy-'));
    const copy = await openFolder(folder);
    const first = await backUpFiles(db, store, copy);
    expect(first).toMatchObject({ amiss: [], copied: first.whole });
    expect(await backUpFiles(db, store, copy)).toMatchObject({ amiss: [], copied: 0, whole: first.whole });
    await store.delete(file);
    expect((await checkFiles(db, store, true)).amiss).toMatchObject([{ what: 'missing', file: { id: file } }]);
    expect(await restoreFiles(db, store, copy)).toMatchObject({ amiss: [], copied: 1 });
    expect((await buffer(await store.read(file))).equals(samples.png)).toBe(true);
    // A copy that was changed is not brought back.
    await store.delete(file);
    await writeFile(join(folder, file), Buffer.alloc(samples.png.length));
    expect((await restoreFiles(db, store, copy)).amiss).toMatchObject([{ what: 'differs', file: { id: file } }]);
    expect(await store.size(file)).toBeUndefined();
    await rm(folder, { recursive: true, force: true });
  });
});
