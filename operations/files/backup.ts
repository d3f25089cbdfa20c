import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Db } from '../../db/client.ts';
import { everyKeptFile, type KeptFile } from '../../db/files/kept.ts';
import { type FileStore, StoreFault } from './store.ts';

/** A file that is not where it should be, or not as the database says. */
export interface Amiss {
  readonly file: KeptFile;
  readonly what: 'missing' | 'differs';
}

/** What became of the files of the database, one by one. */
export interface Compared {
  /** Files that are whole; of them so many were copied now. */
  readonly whole: number;
  readonly copied: number;
  /** Erased files whose bytes were still in a copy, and are gone now. */
  readonly erased: number;
  readonly amiss: readonly Amiss[];
}

/** Looks whether the store has every file of the database; with `isRead` also whether its bytes are as they came. */
export async function checkFiles(db: Db, store: FileStore, isRead: boolean): Promise<Compared> {
  return await compare(db, async file => ((await isWhole(store, file, isRead)) ? 'whole' : await whyNot(store, file)));
}

/** Copies to another store what it does not have yet, and takes from it what was erased since. */
export async function backUpFiles(db: Db, store: FileStore, copy: FileStore): Promise<Compared> {
  return await compare(
    db,
    async file => ((await isWhole(copy, file, false)) ? 'whole' : await copyFile(store, copy, file)),
    async ({ id }) => {
      if ((await copy.size(id)) === undefined) return false;
      await copy.delete(id);
      return true;
    },
  );
}

/** Brings back from a copy what the store lacks. */
export const restoreFiles = (db: Db, store: FileStore, copy: FileStore): Promise<Compared> =>
  compare(db, async file => ((await isWhole(store, file, false)) ? 'whole' : await copyFile(copy, store, file)));

async function compare(
  db: Db,
  bring: (file: KeptFile) => Promise<'whole' | 'copied' | Amiss['what']>,
  drop: (file: KeptFile) => Promise<boolean> = () => Promise.resolve(false),
): Promise<Compared> {
  const found = { whole: 0, copied: 0, erased: 0, amiss: [] as Amiss[] };
  for await (const file of everyKeptFile(db)) {
    if (file.isErased) {
      if (await drop(file)) found.erased += 1;
      continue;
    }
    const what = await bring(file);
    if (what === 'missing' || what === 'differs') found.amiss.push({ file, what });
    else found.whole += 1;
    if (what === 'copied') found.copied += 1;
  }
  return found;
}

async function isWhole(store: FileStore, { id, bytes, digest }: KeptFile, isRead: boolean): Promise<boolean> {
  if ((await store.size(id)) !== bytes) return false;
  return !isRead || (await digestIn(store, id)) === digest;
}

const whyNot = async (store: FileStore, { id }: KeptFile): Promise<Amiss['what']> =>
  (await store.size(id)) === undefined ? 'missing' : 'differs';

async function digestIn(store: FileStore, id: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(await store.read(id), hash);
  return hash.digest('hex');
}

/** The bytes on their way, which fail at their end where they are not those of the database. */
async function copyFile(
  from: FileStore,
  to: FileStore,
  { id, bytes, digest }: KeptFile,
): Promise<'copied' | Amiss['what']> {
  const hash = createHash('sha256');
  let last: Buffer | undefined;
  // The last piece waits for the digest: a store that has all bytes would keep them.
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      const before = last;
      last = chunk;
      done(null, before);
    },
    flush(done) {
      if (hash.digest('hex') === digest) done(null, last);
      else done(new Differs());
    },
  });
  try {
    const content = await from.read(id);
    content.once('error', error => checked.destroy(error));
    await to.write(id, content.pipe(checked), bytes);
    return 'copied';
  } catch (error) {
    if (error instanceof Differs) return 'differs';
    if (error instanceof StoreFault && error.kind === 'missing') return 'missing';
    throw error;
  }
}

class Differs extends Error {
  override readonly name = 'Differs';
}
