import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { identify } from '../../bin/stack/identity.ts';
import { unmount } from './small-disk.ts';

/** When a process started, in letters and digits that a folder's name may hold; `0` when it does not run. */
const startOf = (pid: number): string => identify(pid)?.started.replaceAll(/\W/g, '') ?? '0';

const prefix = 'shixian-test-';
/** How a folder's name begins that holds all that the test run of a process writes. */
export const prefixOf = (pid: number): string => `${prefix}${pid}-${startOf(pid)}-`;

/**
 * Removes what test runs that were killed left below a folder; their servers ended with them, what they mounted did
 * not.
 */
export async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid, started] = new RegExp(`^${prefix}(\\d+)-(\\w+)-`).exec(name) ?? [];
    if (pid === undefined || started === undefined || (identify(Number(pid)) && startOf(Number(pid)) === started))
      continue;
    const folder = join(parent, name);
    for (const mounted of await mountedBelow(folder)) unmount(mounted);
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

/** Where something is mounted below a folder; nowhere where the system does not say so. */
export async function mountedBelow(folder: string): Promise<readonly string[]> {
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  return mounts
    .split('\n')
    .flatMap(line => line.split(' ')[1] ?? [])
    .filter(path => path.startsWith(`${folder}/`));
}
