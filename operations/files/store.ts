import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';

/** Bytes of a file from one place to another, both within it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Where the bytes of files lie, by ids of ours. It knows nothing of whose they are: rights are asked elsewhere. */
export interface FileStore {
  /** What it is, for logs and errors: a folder or a bucket, without secrets. */
  readonly title: string;
  /** Writes all bytes or nothing. What the content throws is thrown on. @throws StoreFault */
  write(id: string, content: Readable, bytes: number): Promise<void>;
  /** Bytes that lie under the id; undefined where nothing does. @throws StoreFault */
  size(id: string): Promise<number | undefined>;
  /** @throws StoreFault */
  read(id: string, range?: ByteRange): Promise<Readable>;
  /** Deletes what lies under the id, half an upload too. Nothing there is no fault. @throws StoreFault */
  delete(id: string): Promise<void>;
  /** Whether there is no room left: tus says of a failed write only that it failed. */
  isFull(): Promise<boolean>;
  /** The same place, as tus writes to it in pieces. */
  readonly resumable: DataStore;
}

/** The store is full, cannot be reached, or has lost a file. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly kind: 'full' | 'away' | 'missing';

  constructor(kind: StoreFault['kind'], cause?: unknown) {
    super(`the store of files: ${kind}`, { cause });
    this.kind = kind;
  }
}

/** An id that the store was given must be one of ours, or a name could lead out of it. */
export function requireFileId(id: string): string {
  if (/^[0-9a-z]{1,64}(\.[0-9a-z]{1,8})?$/.test(id)) return id;
  throw new Error(`Found ${JSON.stringify(id)}, which is no id of a file.`);
}
