import { readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { link, writeFile } from 'node:fs/promises';
import { identify, runs, type Identity } from './identity.ts';

/** Runs `work` while no other process does so under the same file. A lock whose holder was killed does not count. */
export async function locked<T>(file: string, work: () => Promise<T>, waiting: (holder: number) => void): Promise<T> {
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, JSON.stringify(identify(process.pid)));
  try {
    // Linking is atomic, and the lock is never seen without its holder's name in it.
    while (!(await link(mine, file).then(() => true, () => false))) {
      const holder = await readFile(file, 'utf8').then((text) => JSON.parse(text) as Identity, () => undefined);
      if (holder !== undefined && !runs(holder)) {
        // Of several that find the same dead holder, none may remove the lock that another has taken meanwhile.
        const { ino } = await stat(file).catch(() => ({ ino: 0 }));
        const again = await readFile(file, 'utf8').catch(() => '');
        if (ino !== 0 && again === JSON.stringify(holder)) await rm(file, { force: true });
        continue;
      }
      if (holder !== undefined) waiting(holder.pid);
      await pause(300);
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
