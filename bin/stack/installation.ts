import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Temporal's server and the tool for its schema, by the names of the official release. */
export const programs = ['temporal-server', 'temporal-sql-tool'] as const;

/** `linux_amd64`, as releases and Go name systems. */
export const system = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;

/** What is wrong with the programs in a folder, or undefined when both are there, run, and are of the version. */
export async function faultOf(folder: string, version: string): Promise<string | undefined> {
  for (const program of programs) {
    try {
      const { stdout, stderr } = await run(join(folder, program), ['--version'], { timeout: 20_000 });
      const found = /\bversion v?(\d+\.\d+\.\d+\S*)/.exec(stdout + stderr)?.[1];
      if (found !== version) return `${program} is version ${found ?? 'unknown'}, needed is ${version}`;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' ? `no ${program}` : `${program} does not run (${String(code ?? error)})`;
    }
  }
  return undefined;
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Fetches the release's archive, compares it with the release's checksums and unpacks both programs into `folder`.
 * @param release address of the release's files. One that does not answer within 5 s is given up.
 */
export async function download(folder: string, version: string, release: string): Promise<void> {
  const name = `temporal_${version}_${system}.tar.gz`;
  const get = async (file: string, signal: AbortSignal): Promise<Response> => {
    const response = await fetch(`${release}/${file}`, { signal }).catch((error: unknown) => {
      const cause = (error as Error).cause ?? error;
      throw new Error(
        `${new URL(release).host} does not answer (${cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : 'unknown'})`,
        { cause: error },
      );
    });
    if (!response.ok) throw new Error(`${release}/${file} answers ${response.status}`);
    return response;
  };
  const checksums = await (await get('checksums.txt', AbortSignal.timeout(5000))).text();
  const expected = checksums
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .find(([, file]) => file === name)?.[0];
  if (expected === undefined) throw new Error(`the release has no archive for ${system}`);

  const archive = join(folder, name);
  const { body } = await get(name, AbortSignal.timeout(600_000));
  if (body === null) throw new Error(`${name} is empty`);
  await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(archive));
  const found = await digestOf(archive);
  if (found !== expected) throw new Error(`${name} has the checksum ${found}, the release says ${expected}`);
  await run('tar', ['-xzf', archive, '-C', folder, ...programs]);
}

/** Builds both programs from the Go module into `folder`. */
export async function build(folder: string, version: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const scratch = join(folder, 'go');
  await mkdir(scratch);
  const packages = ['cmd/server', 'cmd/tools/sql'].map(each => `go.temporal.io/server/${each}@v${version}`);
  try {
    await run('go', ['install', '-ldflags=-s -w', ...packages], {
      cwd: scratch,
      maxBuffer: 2 ** 26,
      env: { ...environment, CGO_ENABLED: '0', GOBIN: scratch, GOFLAGS: '' },
    });
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') throw new Error('there is no Go (`go`) on the PATH', { cause: error });
    throw new Error(stderr?.trim().split('\n').slice(-2).join(' ') || String(error), { cause: error });
  }
  await rename(join(scratch, 'server'), join(folder, 'temporal-server'));
  await rename(join(scratch, 'sql'), join(folder, 'temporal-sql-tool'));
  await rmdir(scratch);
}
