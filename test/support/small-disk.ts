import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverAccount } from '../../bin/stack/account.ts';
import { identify } from '../../bin/stack/identity.ts';

/** Where a server's files lie, and what makes that place full. */
export interface SmallDisk {
  readonly folder: string;
  readonly way: 'tmpfs' | 'file-size limit';
  /** From now on the processes can write nothing more than what has its place already. */
  fill(pids: readonly number[]): Promise<void>;
  /** There is room again, for those that still run. */
  free(pids: readonly number[]): Promise<void>;
  remove(): Promise<void>;
}

const run = (
  program: string,
  args: readonly string[],
  as: { readonly uid?: number | undefined; readonly gid?: number | undefined } = {},
): boolean => spawnSync(program, args, { ...as, cwd: '/' }).status === 0;

/** Takes a file system off its folder, though somebody may still have files open in it. */
export const unmount = (folder: string): boolean => run('umount', [folder]) || run('umount', ['--lazy', folder]);

/**
 * A file system in memory where this user may mount one; otherwise files of processes may grow no more while it is
 * "full".
 */
export async function smallDisk(folder: string, megabytes = 768): Promise<SmallDisk> {
  await mkdir(folder, { recursive: true });
  const mounted = run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'shixian-test', folder]);
  const limit = (pids: readonly number[], bytes: string): void => {
    // As the server's own user: root may lack the right in a container.
    const { uid, gid } = serverAccount() ?? {};
    for (const pid of pids)
      if (!run('prlimit', [`--pid=${pid}`, `--fsize=${bytes}`], { uid, gid }) && identify(pid))
        throw new Error(`The file-size limit of process ${pid} could not be set. It needs prlimit, and the right to.`);
  };
  const ballast = join(folder, 'ballast');
  if (!mounted) {
    return {
      folder,
      way: 'file-size limit',
      fill: async pids => {
        limit(pids, '65536:unlimited');
      },
      free: async pids => {
        limit(pids, 'unlimited:unlimited');
      },
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }
  return {
    folder,
    way: 'tmpfs',
    async fill() {
      // Until the system itself says that nothing more has room.
      await writeFile(ballast, Buffer.alloc(megabytes * 1_048_576)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error;
      });
    },
    free: () => rm(ballast, { force: true }),
    async remove() {
      unmount(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
