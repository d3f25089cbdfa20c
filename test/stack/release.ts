import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { system, type Software } from '../../bin/stack/software.ts';

/** Writes programs that say a version, as the real ones do: enough to be installed, not to be run. */
export async function writePrograms(
  folder: string,
  { name, programs, version: right }: Software,
  version = right,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const program of programs) {
    await writeFile(join(folder, program), `#!/bin/sh\necho "${name} version ${version}"\n`);
    await chmod(join(folder, program), 0o755);
  }
  return folder;
}

/** Serves a release over HTTP, as the official one lies there. `wrongDigest`: its checksums do not fit its archive. */
export async function serveRelease(
  parent: string,
  software: Software,
  { wrongDigest = false } = {},
): Promise<{ readonly address: string; readonly asked: string[]; close(): void }> {
  const folder = await mkdtemp(join(parent, 'release-'));
  const name = software.archive(system);
  await writePrograms(folder, software);
  execFileSync('tar', ['-czf', join(folder, name), '-C', folder, ...software.programs]);
  const archive = await readFile(join(folder, name));
  const digest = wrongDigest ? '0'.repeat(64) : createHash(software.digest).update(archive).digest('hex');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === `/${software.checksums}`)
      response.end(`${'1'.repeat(64)}  another.tar.gz\n${digest}  ${name}\n`);
    // Slow enough for a second installation to come while the first runs.
    else if (request.url === `/${name}`) setTimeout(() => response.end(archive), 400);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.close();
    },
  };
}
