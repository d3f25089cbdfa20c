import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { FileRefused, Inspector } from '../../operations/files/inspect.ts';
import { type FileStore, StoreFault } from '../../operations/files/store.ts';
import { newFileId } from '../../operations/files/names.ts';
import { pdfOf } from './samples.ts';

/** What every store of files has to do. */
export function contractOfStores(storeOf: () => FileStore): void {
  test('gives back what was written, whole and in part', async () => {
    const [store, id] = [storeOf(), newFileId()];
    const content = randomBytes(3_000_000);
    const pieces = Array.from({ length: 3 }, (_, index) =>
      content.subarray(index * 1_000_000, (index + 1) * 1_000_000),
    );
    await store.write(id, Readable.from(pieces), content.length);
    expect(await store.size(id)).toBe(content.length);
    const digest = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(digest(await buffer(await store.read(id)))).toBe(digest(content));
    expect(await buffer(await store.read(id, { start: 10, end: 19 }))).toEqual(content.subarray(10, 20));
  });

  test('keeps nothing of a content that broke', async () => {
    const [store, id] = [storeOf(), newFileId()];
    const inspector = new Inspector(500_000);
    const writing = store.write(id, Readable.from([pdfOf(400_000)]).pipe(inspector), 500_000);
    await expect(writing).rejects.toThrow(FileRefused);
    expect(await store.size(id)).toBeUndefined();
  });

  test('has nothing under an id once it was deleted, which may be asked again', async () => {
    const [store, id] = [storeOf(), newFileId()];
    await store.write(id, Readable.from([Buffer.from('x')]), 1);
    await store.delete(id);
    await store.delete(id);
    expect(await store.size(id)).toBeUndefined();
    await expect(store.read(id)).rejects.toThrow(StoreFault);
  });

  test('is not led out of its place by an id', async () => {
    const store = storeOf();
    for (const id of ['../x', 'a/b', '', '.', 'a.b.c', 'A', `${'a'.repeat(65)}`, 'a\0b']) {
      await expect(store.write(id, Readable.from(['x']), 1)).rejects.toThrow(/no id of a file/);
      await expect(store.read(id)).rejects.toThrow(/no id of a file/);
      await expect(store.delete(id)).rejects.toThrow(/no id of a file/);
    }
  });
}
