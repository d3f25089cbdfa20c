import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { programs, system } from '../../bin/stack/installation.ts';

/** Programs that say a version, as Temporal's do: enough to be installed, not to be run. */
export async function writePrograms(folder: string, version: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const program of programs) {
    await writeFile(join(folder, program), `#!/bin/sh\necho "temporal version ${version}"\n`);
    await chmod(join(folder, program), 0o755);
  }
  return folder;
}

/** Serves a release over HTTP, as the official one lies there. `wrongDigest`: its checksums do not fit its archive. */
export async function serveRelease(
  parent: string,
  version: string,
  { wrongDigest = false } = {},
): Promise<{ readonly address: string; readonly asked: string[]; close(): void }> {
  const folder = await mkdtemp(join(parent, 'release-'));
  const name = `temporal_${version}_${system}.tar.gz`;
  await writePrograms(folder, version);
  execFileSync('tar', ['-czf', join(folder, name), '-C', folder, ...programs]);
  const archive = await readFile(join(folder, name));
  const digest = wrongDigest ? '0'.repeat(64) : createHash('sha256').update(archive).digest('hex');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/checksums.txt') response.end(`${'1'.repeat(64)}  another.tar.gz\n${digest}  ${name}\n`);
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
