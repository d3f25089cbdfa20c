import { setTimeout as pause } from 'node:timers/promises';
import { ERRORS, type Locker } from '@tus/server';
import type { Db } from '../../../db/client.ts';
import { lockFile, unlockFile } from '../../../db/files/files.ts';

/** Longer than a request may take, so that a process that died leaves its files to others. */
const leaseMs = 30_000;
const lookMs = 200;
const patienceMs = 5_000;

/**
 * Lets one request at a time write to a file, in whichever process. Whoever comes again because their connection broke
 * has the request before ended that still waits for it here.
 */
export function createFileLocker(db: Db): Locker {
  const holders = new Map<string, () => unknown>();
  return {
    newLock: id => ({
      async lock(signal, cancel) {
        holders.get(id)?.();
        for (const until = Date.now() + patienceMs; !(await lockFile(db, id, leaseMs));) {
          if (signal.aborted || Date.now() > until) throw ERRORS.ERR_LOCK_TIMEOUT;
          await pause(lookMs);
        }
        holders.set(id, cancel);
      },
      async unlock() {
        holders.delete(id);
        await unlockFile(db, id);
      },
    }),
  };
}
