import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileStore as TusFolder } from '@tus/file-store';
import { type FileStore, requireFileId, StoreFault } from './store.ts';

const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | null)?.code;
/** What the content throws is none of the disk's: it comes from a connection. */
const isOfDisk = (error: unknown): boolean => {
  const { syscall } = error as { readonly syscall?: unknown };
  return syscall !== undefined && syscall !== 'read';
};
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** The store in a folder, which all processes see. Bytes come to their name when they are whole and on the disk. */
export async function openFolder(folder: string): Promise<FileStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (id: string): string => join(folder, requireFileId(id));
  return {
    title: `the folder ${folder}`,
    resumable: new TusFolder({ directory: folder }),
    async isFull() {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize < 1_000_000;
    },
    async write(id, content) {
      const path = pathOf(id);
      const part = `${path}.part`;
      try {
        await pipeline(content, createWriteStream(part, { mode: 0o600 }));
        await syncToDisk(part);
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        throw isOfDisk(error) ? faultOf(error) : error;
      }
    },
    async size(id) {
      try {
        return (await stat(pathOf(id))).size;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw faultOf(error);
      }
    },
    async read(id, range) {
      const stream = createReadStream(pathOf(id), range && { start: range.start, end: range.end });
      await new Promise<void>((resolve, reject) => {
        stream.once('ready', resolve);
        stream.once('error', error => reject(faultOf(error)));
      });
      return stream;
    },
    async delete(id) {
      const path = pathOf(id);
      for (const each of [path, `${path}.part`, `${path}.json`]) await rm(each, { force: true });
    },
  };
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return new StoreFault('full', error);
  return new StoreFault(isMissing(error) ? 'missing' : 'away', error);
}
