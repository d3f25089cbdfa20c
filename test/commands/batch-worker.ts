/** A worker process whose cases open others and call effects, with its loops: for tests that kill it. */
import { readFile } from 'node:fs/promises';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { startWorker } from '../../bin/compose/worker.ts';
import { implementations } from '../../effects/index.ts';
import { startEffects } from '../../operations/effects/effects.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { bundlesContext } from './bundles-context.ts';

const [databaseUrl, address, namespace, taskQueue, codePath] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
process.on('disconnect', () => process.exit());
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
const context = await bundlesContext(databaseUrl, address, namespace, taskQueue);
await startWorker({
  db: context.db,
  temporal: { address },
  namespace,
  taskQueue,
  workflowBundle: { code: await readFile(codePath, 'utf8') },
  onFailure: () => process.exit(1),
});
startRecovery(context, { sweep: 5_000, batchRate: Number(process.env['BATCH_RATE'] ?? 20) });
startEffects(context, implementations, { firstPauseMs: 50, patienceMs: 2_000 });
process.send?.('ready');
