import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Db } from '../../db/client.ts';
import { beginFile, noteReceived, readFile, refuseFile, type StoredFile } from '../../db/files/files.ts';
import { FileRefused, Inspector } from './inspect.ts';
import type { FileStore } from './store.ts';

/** Where files are kept: what they are in the database, their bytes in the store. */
export interface Files {
  readonly db: Db;
  readonly store: FileStore;
  /** Bytes of one file at most. */
  readonly mostBytes: number;
  /** Whether a scanner looks at each file before it may be used. */
  readonly isScanned: boolean;
}

/** A file as somebody announces it. */
export interface Announced {
  readonly id: string;
  readonly uploader: string;
  readonly name: string | null;
  readonly bytes: number;
}

/** Somebody has uploaded as many files as they may have without using them. */
export class TooManyUnused extends Error {
  override readonly name = 'TooManyUnused';
}

/** Writes down that a file is to come. @throws TooManyUnused */
export async function announceFile({ db }: Files, file: Announced): Promise<void> {
  if (!(await beginFile(db, file))) throw new TooManyUnused();
}

/**
 * Takes a file as it comes, never whole in memory. The row stands before the bytes, so that what is left of a process
 * that died is found and swept.
 * @throws FileRefused, StoreFault, TooManyUnused, or what the content throws; then nothing is kept
 */
export async function receiveFile(
  files: Files,
  file: Announced & { readonly declared?: string | undefined },
  content: Readable,
): Promise<StoredFile> {
  const { db, store, isScanned } = files;
  await announceFile(files, file);
  const inspector = new Inspector(file.bytes, file.declared);
  // Not by pipeline: it would end the connection over which the refusal is told.
  content.once('error', error => inspector.destroy(error));
  content.once('close', () => {
    if (!content.readableEnded) inspector.destroy(new FileRefused('cut'));
  });
  try {
    await store.write(file.id, content.pipe(inspector), file.bytes);
  } catch (error) {
    content.unpipe(inspector);
    await refuseFile(db, file.id);
    throw error;
  }
  await noteReceived(db, file.id, inspector.result, isScanned);
  return (await readFile(db, file.id))!;
}

/**
 * Looks at a file that came in pieces, once all of them are there; before that it stays as it is.
 * @throws FileRefused where its content is not taken: then it is gone
 */
export async function finishFile({ db, store, isScanned }: Files, file: StoredFile): Promise<StoredFile> {
  if (file.state !== 'receiving' || (await store.size(file.id)) !== file.bytes) return file;
  const inspector = new Inspector(file.bytes);
  try {
    await pipeline(await store.read(file.id), inspector, nowhere());
  } catch (error) {
    if (error instanceof FileRefused) await refuseFile(db, file.id);
    throw error;
  }
  await noteReceived(db, file.id, inspector.result, isScanned);
  return (await readFile(db, file.id))!;
}

/** Takes what comes and keeps nothing of it. */
const nowhere = (): Writable =>
  new Writable({
    write(_piece, _encoding, done) {
      done();
    },
  });
