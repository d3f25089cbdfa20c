/**
 * Global setup: one PostgreSQL and one Temporal server for all test files, in a throw-away folder; they end with the
 * test run, however it ends.
 */
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startStack } from '../../bin/stack/index.ts';
import { silent } from '../../bin/stack/progress.ts';
import { prefixOf, removeLeftovers } from './leftovers.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers(tmpdir());
  const folder = await mkdtemp(join(tmpdir(), prefixOf(process.pid)));
  // As root PostgreSQL runs as another user: it must reach its data here, or they would lie elsewhere and stay.
  await chmod(folder, 0o711);
  // Whatever a test writes goes with the run, however it ends.
  const scratch = join(folder, 'scratch');
  await mkdir(scratch, { mode: 0o711 });
  process.env['TMPDIR'] = scratch;
  // Away from the ports of a product that runs on the same machine, and from those of another test run.
  const first = 11_000 + (process.pid % 1000) * 20;
  const clear = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const stack = await startStack({
    folder,
    env: binariesOnly(),
    progress: silent,
    fast: true,
    ports: { postgres: first, temporal: first + 1 },
  }).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  project.provide('databaseUrl', stack.databaseUrl);
  project.provide('temporalAddress', stack.temporal.address);
  project.provide('temporalNamespace', stack.temporal.namespace);
  return async () => {
    await stack.stop();
    await clear();
  };
}

/** The tests have servers of their own, whatever a developer's environment names. */
function binariesOnly(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _address, ...others } = process.env;
  return others;
}
