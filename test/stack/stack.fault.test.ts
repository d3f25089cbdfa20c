import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gone, runs } from '../../bin/stack/identity.ts';
import { startStack } from '../../bin/stack/index.ts';
import { silent } from '../../bin/stack/progress.ts';
import { killNow, listening, recorded, startElsewhere, statusOf } from './elsewhere.ts';

let folder: string;
const ports = { postgres: 9_800 + (process.pid % 100), temporal: 9_900 + (process.pid % 50) * 20 };
const { DATABASE_URL: _database, TEMPORAL_ADDRESS: _address, ...env } = process.env;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shixian-stack-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const call = { ports, fast: true };
const start = (progress = silent) => startStack({ ...call, folder, env, progress });
const elsewhere = () =>
  startElsewhere(
    `await stack.startStack({ ...${JSON.stringify({ ...call, folder })}, env: process.env, progress: ` +
      'progress.silent })',
  );

async function startWorkflow(address: string, workflowId: string): Promise<void> {
  const connection = await Connection.connect({ address });
  await connection.workflowService.startWorkflowExecution({
    namespace: 'shixian',
    workflowId,
    requestId: workflowId,
    workflowType: { name: 'kept' },
    taskQueue: { name: 'none' },
  });
  await connection.close();
}

test('what runs on it is there again after a stop and after kills of the starter and of the supervisors', async () => {
  const first = await start();
  await startWorkflow(first.temporal.address, 'kept');
  await first.stop();

  const killed = await elsewhere();
  const records = await Promise.all(
    ['postgres/postgres.json', 'temporal/temporal.json'].map(file => recorded(join(folder, file))),
  );
  await killed.kill();
  for (const { server } of records) expect(await gone(server, 20_000)).toBe(true);

  const orphaned = await elsewhere();
  const [postgres, temporal] = await Promise.all(
    ['postgres/postgres.json', 'temporal/temporal.json'].map(file => recorded(join(folder, file))),
  );
  if (postgres === undefined || temporal === undefined) throw new Error('no records');
  killNow(postgres.supervisor);
  killNow(temporal.supervisor);
  await gone(temporal.supervisor, 10_000);
  await orphaned.kill();
  expect([runs(postgres.server), runs(temporal.server)]).toEqual([true, true]);

  const { lines, progress } = listening();
  const last = await start(progress);
  expect(lines).toContain(
    `  ending the Temporal server that an earlier start left behind (process ${temporal.server.pid})`,
  );
  expect([runs(postgres.server), runs(temporal.server)]).toEqual([true, false]);
  expect(await statusOf(last.temporal.address, 'kept')).toBe(1);
  await last.stop();
  expect(runs(postgres.server)).toBe(false);
});
