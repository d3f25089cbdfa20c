import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { identify } from './identity.ts';
import { build, download, faultOf } from './installation.ts';
import { locked } from './lock.ts';
import type { Progress } from './progress.ts';
import { system, type Software } from './software.ts';

export interface FindOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Address of the official release's files; another one for tests. */
  readonly release?: string;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Finds the folder that holds the software's programs in its version: the one that its variable names, one on the
 * `PATH`, the user's cache, and if none has them, the official release's archive or a build from source, kept in the
 * cache.
 * @throws when the variable is given and its folder does not hold them, and when nothing succeeds: then all attempts
 * are named.
 */
export async function findSoftware(software: Software, { env, progress, release }: FindOptions): Promise<string> {
  const { title, version, programs, variable } = software;
  const given = env[variable];
  if (given !== undefined && given !== '') {
    const fault = await faultOf(given, software);
    if (fault === undefined) return given;
    throw new Error(
      `${variable} names ${given}: ${fault}. ` +
        `Put ${programs.join(' and ')} ${version} there, or unset ${variable} to have them fetched.`,
    );
  }
  const tried: string[] = [];
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    if (folder === '' || !existsSync(join(folder, programs[0]))) continue;
    const fault = await faultOf(folder, software);
    if (fault === undefined) return folder;
    tried.push(`PATH: ${folder}: ${fault}`);
  }
  const cache = join(env['XDG_CACHE_HOME'] || join(env['HOME'] || homedir(), '.cache'), 'shixian');
  const folder = join(cache, `${software.name}-${version}-${system.replace('_', '-')}`);
  const fault = await faultOf(folder, software);
  if (fault === undefined) return folder;
  tried.push(`cache: ${folder}: ${existsSync(folder) ? fault : 'empty'}`);
  for (const line of tried) progress.say(`  ${line}`);

  await mkdir(cache, { recursive: true });
  return progress.stage(`${title}'s programs ${version}`, detail =>
    locked(
      `${folder}.lock`,
      async () => {
        // Another process may have installed it while we waited.
        if ((await faultOf(folder, software)) === undefined) return folder;
        await clear(cache);
        for (const { name, says, get } of waysToGet(software, release ?? software.release, env)) {
          const scratch = await mkdtemp(join(cache, `scratch-${process.pid}-`));
          try {
            progress.say(`  getting ${title}'s programs ${says}`);
            detail(`${name}:`);
            await get(scratch);
            const wrong = await faultOf(scratch, software);
            if (wrong !== undefined) throw new Error(wrong);
            await settle(scratch, folder, software);
            return folder;
          } catch (error) {
            tried.push(`${name}: ${reason(error)}`);
            progress.say(`  ${tried.at(-1)}`);
          } finally {
            await rm(scratch, { recursive: true, force: true });
          }
        }
        const attempts = tried.map(line => `  - ${line}`);
        const found = `${title} ${version} was found nowhere and could not be got. Tried:`;
        throw new Error([found, ...attempts, ...software.advice].join('\n'));
      },
      holder => detail(`process ${holder} is installing them:`),
    ),
  );
}

interface Way {
  readonly name: string;
  readonly says: string;
  readonly get: (folder: string) => Promise<void>;
}

const waysToGet = (software: Software, release: string, env: NodeJS.ProcessEnv): readonly Way[] => [
  {
    name: 'official release',
    says: `from ${release}, ${software.archiveSize}`,
    get: scratch => download(scratch, software, release),
  },
  {
    name: 'go install',
    says: `built by \`go install\`, ${software.buildTime}`,
    get: scratch => build(scratch, software, env),
  },
];

/**
 * Moves a finished installation to its place. What lies there is broken, or another process has put it there a moment
 * ago.
 */
async function settle(scratch: string, folder: string, software: Software): Promise<void> {
  await rename(folder, `${scratch}.broken`).catch(() => {});
  try {
    await rename(scratch, folder);
  } catch (error) {
    if ((await faultOf(folder, software)) !== undefined) throw error;
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
