import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, runs, type Identity } from './identity.ts';

/**
 * Runs `work` while no other process does so under the same file, so that the same long work is not done twice. A lock
 * whose holder was killed does not count. Several that find such a one at the same moment may work at once: `work` must
 * bear that.
 */
export async function locked<T>(file: string, work: () => Promise<T>, waiting: (holder: number) => void): Promise<T> {
  const mine = `${file}.${process.pid}-${randomUUID()}`;
  await writeFile(mine, JSON.stringify(identify(process.pid)));
  try {
    // Linking is atomic, and so the lock is never seen without its holder's name in it.
    while (
      !(await link(mine, file).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'EEXIST') return false;
          throw error;
        },
      ))
    ) {
      const holder = await readFile(file, 'utf8').then(
        text => JSON.parse(text) as Identity,
        () => undefined,
      );
      if (holder === undefined) continue;
      if (runs(holder)) {
        waiting(holder.pid);
        await pause(300);
      } else {
        await rm(file, { force: true });
      }
    }
    try {
      return await work();
    } finally {
      await rm(file, { force: true });
    }
  } finally {
    await rm(mine, { force: true });
  }
}
