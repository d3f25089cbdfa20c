import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The user and group that PostgreSQL runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/** PostgreSQL refuses to run as root: then it gets the account `postgres`, or `nobody`. Undefined: our own will do. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  for (const name of ['postgres', '_postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find(([each]) => each === name) ?? [];
    if (uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has no account `postgres` or `nobody`. Start as an ordinary ' +
      'user, or give DATABASE_URL.',
  );
}

const reaches = (account: Account, path: string): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0;

const common = '/var/lib/shixian';

/**
 * Where data for `folder` lie: there, unless the account cannot reach it (below a closed home folder); then below
 * /var/lib/shixian.
 */
export function reachableFolder(account: Account | undefined, folder: string): string {
  if (account === undefined) return folder;
  let parent = folder;
  while (!existsSync(parent)) parent = dirname(parent);
  return reaches(account, parent)
    ? folder
    : join(common, createHash('sha256').update(folder).digest('hex').slice(0, 12));
}

/**
 * The folder of PostgreSQL's programs, copied below /var/lib/shixian when the account cannot reach the installed ones.
 */
export async function reachablePrograms(
  account: Account | undefined,
  native: string,
  version: string,
): Promise<string> {
  if (account === undefined || reaches(account, join(native, 'bin/postgres'))) return native;
  const copy = join(common, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const scratch = `${copy}.${process.pid}`;
    await mkdir(common, { recursive: true });
    await chmod(common, 0o755);
    await cp(native, scratch, { recursive: true, verbatimSymlinks: true });
    await rename(scratch, copy).catch((error: unknown) => {
      if (!existsSync(copy)) throw error;
    });
    await rm(scratch, { recursive: true, force: true });
  }
  return copy;
}
