import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findSoftware } from '../../bin/stack/find-software.ts';
import { freePorts } from '../../bin/stack/ports.ts';
import { silent } from '../../bin/stack/progress.ts';
import type { Software } from '../../bin/stack/software.ts';
import type { Bucket } from '../../operations/files/s3-store.ts';

const version = '1.8.0';

/** A server that speaks S3 and keeps buckets in folders. The product never runs it: only its tests do. */
const versitygw: Software = {
  name: 'versitygw',
  title: 'Versity S3 Gateway',
  version,
  programs: ['versitygw'],
  versionArgument: '--version',
  variable: 'VERSITYGW_BINARIES',
  release: `https://github.com/versity/versitygw/releases/download/v${version}`,
  archive: of => {
    const named = of.replace('darwin', 'Darwin').replace('linux', 'Linux').replace('amd64', 'x86_64');
    return `versitygw_v${version}_${named}.tar.gz`;
  },
  archiveSize: 'about 20 MB',
  checksums: 'checksums.txt',
  digest: 'sha256',
  goPackages: ['github.com/versity/versitygw/cmd/versitygw'],
  linkerFlags: `-s -w -X main.Version=v${version}`,
  buildTime: 'a minute the first time',
  advice: ['Install Go 1.26 or newer (https://go.dev/dl), or name a folder with versitygw in VERSITYGW_BINARIES.'],
};

/** Finds it, or says what is left out without it. Where CI=true nothing is left out: then it throws. */
export async function versitygwOrLeftOut(whatIsLeftOut: string): Promise<string | undefined> {
  try {
    return await findSoftware(versitygw, { env: process.env, progress: silent });
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.log(`Left out: ${whatIsLeftOut}. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

export interface S3Server {
  readonly bucket: Bucket;
  /** Where the objects of the bucket lie. */
  readonly folder: string;
  stop(): Promise<void>;
}

const startTimeoutMs = 20_000;

/** Runs the server with one bucket, on a free port. */
export async function startS3(binaries: string): Promise<S3Server> {
  const root = await mkdtemp(join(tmpdir(), 'shixian-s3-'));
  const [folder, beside] = [join(root, 'buckets', 'files'), join(root, 'beside')];
  await Promise.all([folder, beside].map(each => mkdir(each, { recursive: true })));
  const [port = 0] = await freePorts([28_000 + (process.pid % 1_000)]);
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = { accessKeyId: 'shixian', secretAccessKey: 'of-the-tests' };
  const child = spawn(
    join(binaries, 'versitygw'),
    ['--port', `127.0.0.1:${port}`, 'posix', '--sidecar', beside, join(root, 'buckets')],
    {
      stdio: 'ignore',
      env: { ...process.env, ROOT_ACCESS_KEY: keys.accessKeyId, ROOT_SECRET_KEY: keys.secretAccessKey },
    },
  );
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => resolve());
  });
  for (const until = Date.now() + startTimeoutMs; ;) {
    if (
      await fetch(endpoint).then(
        () => true,
        () => false,
      )
    )
      break;
    if (Date.now() > until || child.exitCode !== null) throw new Error('The S3 server did not start.');
    await pause(100);
  }
  return {
    folder,
    bucket: { bucket: 'files', endpoint, region: 'us-east-1', ...keys },
    async stop() {
      child.kill();
      await ended;
      await rm(root, { recursive: true, force: true });
    },
  };
}
