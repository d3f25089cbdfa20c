import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rmdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { system, type Software } from './software.ts';

const run = promisify(execFile);

/** Says what is wrong with the programs in a folder; undefined if all are there, run, and are of the version. */
export async function faultOf(folder: string, software: Software): Promise<string | undefined> {
  const { programs, version, versionArgument } = software;
  for (const program of programs) {
    try {
      const { stdout, stderr } = await run(join(folder, program), [versionArgument], { timeout: 20_000 });
      const found = /(?:^|\s)v?(\d+\.\d+\.\d+\S*)/.exec(stdout + stderr)?.[1];
      if (found !== version) return `${program} is version ${found ?? 'unknown'}, needed is ${version}`;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' ? `no ${program}` : `${program} does not run (${String(code ?? error)})`;
    }
  }
  return undefined;
}

async function digestOf(file: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Fetches the release's archive, compares it with the release's checksums and unpacks the programs into `folder`.
 * @param release address of the release's files. One that does not answer within 5 s is given up.
 */
export async function download(folder: string, software: Software, release: string): Promise<void> {
  const name = software.archive(system);
  const get = async (file: string, signal: AbortSignal): Promise<Response> => {
    const response = await fetch(`${release}/${file}`, { signal }).catch((error: unknown) => {
      const cause = (error as Error).cause ?? error;
      const code = String((cause as NodeJS.ErrnoException).code);
      const reason = cause instanceof Error ? cause.message || code : 'unknown';
      throw new Error(`${new URL(release).host} does not answer (${reason})`, { cause: error });
    });
    if (!response.ok) throw new Error(`${release}/${file} answers ${response.status}`);
    return response;
  };
  const checksums = await (await get(software.checksums, AbortSignal.timeout(5000))).text();
  const expected = checksums
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .find(([, file]) => file === name)?.[0];
  if (expected === undefined) throw new Error(`the release has no archive for ${system}`);

  const archive = join(folder, name);
  const { body } = await get(name, AbortSignal.timeout(600_000));
  if (body === null) throw new Error(`${name} is empty`);
  await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(archive));
  const found = await digestOf(archive, software.digest);
  if (found !== expected) throw new Error(`${name} has the checksum ${found}, the release says ${expected}`);
  await run('tar', ['-xzf', archive, '-C', folder, ...software.programs]);
}

/** Builds the programs from their Go module into `folder`. */
export async function build(folder: string, software: Software, environment: NodeJS.ProcessEnv): Promise<void> {
  const scratch = join(folder, 'go');
  await mkdir(scratch);
  const packages = software.goPackages.map(each => `${each}@v${software.version}`);
  try {
    await run('go', ['install', `-ldflags=${software.linkerFlags}`, ...packages], {
      cwd: scratch,
      maxBuffer: 2 ** 26,
      env: { ...environment, CGO_ENABLED: '0', GOBIN: scratch, GOFLAGS: '' },
    });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new Error('there is no Go (`go`) on the PATH', { cause: error });
    throw new Error(stderr?.trim().split('\n').slice(-2).join(' ') || String(error), { cause: error });
  }
  for (const [index, program] of software.programs.entries())
    await rename(join(scratch, basename(software.goPackages[index]!)), join(folder, program));
  await rmdir(scratch);
}
