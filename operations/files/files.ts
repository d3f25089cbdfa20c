import type { Db } from '../../db/client.ts';
import { filesToRemove, noteRemoved, sweepFiles } from '../../db/files/sweep.ts';
import type { Log } from '../../commands/context.ts';
import { repeat } from '../repeat.ts';
import { scanFiles } from './scan.ts';
import type { Scanner } from './scanner.ts';
import type { FileStore } from './store.ts';

export interface FileContext {
  readonly db: Db;
  readonly store: FileStore;
  readonly log: Log;
}

export interface FileTimes {
  /** Milliseconds between two looks for files to be scanned or removed. */
  readonly lookMs?: number;
  /** Milliseconds between two sweeps of files that nobody used. */
  readonly sweepMs?: number;
}

/** Files whose bytes are removed in one go. */
const pageSize = 100;

/**
 * Has files scanned, sweeps those that nobody used within a day, and removes the bytes of what was erased. Any number
 * of processes may run it.
 */
export function startFiles(
  context: FileContext,
  scanner: Scanner | undefined,
  { lookMs = 1_000, sweepMs = 60_000 }: FileTimes = {},
): { stop(): Promise<void> } {
  const loops = [
    ...(scanner ? [repeat(context, 'scanning', lookMs, async () => (await scanFiles(context, scanner)) > 0)] : []),
    repeat(context, 'removal of files', lookMs, async () => (await removeFiles(context)) === pageSize),
    repeat(context, 'sweep of files', sweepMs, () => sweepFiles(context.db).then(() => false)),
  ];
  return {
    async stop() {
      await Promise.all(loops.map(loop => loop.stop()));
    },
  };
}

/** Removes bytes that are to go. Returns how many files. */
export async function removeFiles({ db, store }: FileContext): Promise<number> {
  const files = await filesToRemove(db, pageSize);
  for (const { id, isUsed } of files) {
    await store.delete(id);
    await noteRemoved(db, id, isUsed);
  }
  return files.length;
}
