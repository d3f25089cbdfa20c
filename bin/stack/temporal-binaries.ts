import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { identify } from './identity.ts';
import { build, download, faultOf, programs, system } from './installation.ts';
import { locked } from './lock.ts';
import type { Progress } from './progress.ts';

/** The one version of the server that this product is tested with. */
export const temporalVersion = '1.32.1';
const officialRelease = `https://github.com/temporalio/temporal/releases/download/v${temporalVersion}`;

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Moves a finished installation to its place. What lies there is broken, or another process has put it there a moment
 * ago.
 */
async function settle(scratch: string, folder: string): Promise<void> {
  await rename(folder, `${scratch}.broken`).catch(() => {});
  try {
    await rename(scratch, folder);
  } catch (error) {
    if ((await faultOf(folder, temporalVersion)) !== undefined) throw error;
  }
  await rm(`${scratch}.broken`, { recursive: true, force: true });
}

/** Removes what installations that were killed have left. */
async function clear(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const owner = /(?:^scratch-|\.lock\.)(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && identify(Number(owner)) === undefined)
      await rm(join(cache, name), { recursive: true, force: true });
  }
}

/**
 * The folder that holds `temporal-server` and `temporal-sql-tool` of the pinned version: the one that
 * `TEMPORAL_BINARIES` names, one
 * on the `PATH`, the user's cache, and if none has them, the official release's archive or a build from source, kept in
 * the cache.
 * @param release address of the official release's files; another one for tests.
 * @throws when `TEMPORAL_BINARIES` is given and does not hold them, and when nothing succeeds: then all attempts are
 * named.
 */
export async function findTemporal({
  env,
  progress,
  release = officialRelease,
}: {
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly release?: string;
}): Promise<string> {
  const given = env['TEMPORAL_BINARIES'];
  if (given !== undefined && given !== '') {
    const fault = await faultOf(given, temporalVersion);
    if (fault === undefined) return given;
    throw new Error(
      `TEMPORAL_BINARIES names ${given}: ${fault}. Put ${programs.join(' and ')} ${temporalVersion} there, or unset TEMPORAL_BINARIES to have them fetched.`,
    );
  }
  const tried: string[] = [];
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder === '' || !existsSync(join(folder, programs[0]))) continue;
    const fault = await faultOf(folder, temporalVersion);
    if (fault === undefined) return folder;
    tried.push(`PATH: ${folder}: ${fault}`);
  }
  const cache = join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'shixian');
  const folder = join(cache, `temporal-${temporalVersion}-${system.replace('_', '-')}`);
  const fault = await faultOf(folder, temporalVersion);
  if (fault === undefined) return folder;
  tried.push(`cache: ${folder}: ${existsSync(folder) ? fault : 'empty'}`);
  for (const line of tried) progress.say(`  ${line}`);

  await mkdir(cache, { recursive: true });
  return progress.stage(`Temporal's programs ${temporalVersion}`, detail =>
    locked(
      `${folder}.lock`,
      async () => {
        // Another process may have installed it while we waited.
        if ((await faultOf(folder, temporalVersion)) === undefined) return folder;
        await clear(cache);
        const ways = [
          {
            name: 'official release',
            says: `from ${release}, about 60 MB`,
            get: (scratch: string) => download(scratch, temporalVersion, release),
          },
          {
            name: 'go install',
            says: 'built by `go install`, 4 minutes or more the first time, less than one later (Go keeps 2 GB of what it builds in its own cache)',
            get: (scratch: string) => build(scratch, temporalVersion, env),
          },
        ];
        for (const { name, says, get } of ways) {
          const scratch = await mkdtemp(join(cache, `scratch-${process.pid}-`));
          try {
            progress.say(`  getting Temporal's programs ${says}`);
            detail(`${name}:`);
            await get(scratch);
            const wrong = await faultOf(scratch, temporalVersion);
            if (wrong !== undefined) throw new Error(wrong);
            await settle(scratch, folder);
            return folder;
          } catch (error) {
            tried.push(`${name}: ${reason(error)}`);
            progress.say(`  ${tried.at(-1)}`);
          } finally {
            await rm(scratch, { recursive: true, force: true });
          }
        }
        throw new Error(
          [
            `Temporal ${temporalVersion} was found nowhere and could not be got. Tried:`,
            ...tried.map(line => `  - ${line}`),
            'Do one of these: install Go 1.26 or newer (https://go.dev/dl) and start again;',
            `unpack ${officialRelease}/temporal_${temporalVersion}_${system}.tar.gz and name the folder in TEMPORAL_BINARIES;`,
            'or name a running server in TEMPORAL_ADDRESS.',
          ].join('\n'),
        );
      },
      holder => detail(`process ${holder} is installing them:`),
    ),
  );
}
