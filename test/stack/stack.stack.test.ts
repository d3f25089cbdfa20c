import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startStack } from '../../bin/stack/index.ts';
import { silent } from '../../bin/stack/progress.ts';
import { statusOf } from './elsewhere.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-stack-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('servers that the environment names are used, and nothing is started', async () => {
  const given = {
    DATABASE_URL: inject('databaseUrl'),
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: inject('temporalNamespace'),
  };
  const stack = await startStack({ folder: join(folder, 'given'), env: given, progress: silent });
  expect(stack).toMatchObject({
    databaseUrl: given.DATABASE_URL,
    temporal: { address: given.TEMPORAL_ADDRESS, namespace: given.TEMPORAL_NAMESPACE },
  });
  await stack.stop();
  expect(await statusOf(given.TEMPORAL_ADDRESS, 'unknown').catch((error: { code: number }) => error.code)).toBe(5);
});

test('a namespace that the given server does not have is refused, with what to check', async () => {
  const given = {
    DATABASE_URL: inject('databaseUrl'),
    TEMPORAL_ADDRESS: inject('temporalAddress'),
    TEMPORAL_NAMESPACE: 'elsewhere',
  };
  await expect(startStack({ folder, env: given, progress: silent })).rejects.toThrow(
    /cannot be used with the namespace elsewhere: .*not found.*Check TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE/s,
  );
});
