/** A worker process of a chaos run: the product's worker and recovery loop on a bundle that was made before. */
import { readFile } from 'node:fs/promises';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { openServices, taskQueue } from '../../bin/compose/services.ts';
import { startWorker } from '../../bin/compose/worker.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { withBundles } from './beside.ts';

const [databaseUrl, address, namespace, codePath] = [
  'DATABASE_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'BUNDLE',
].map(name => process.env[name] ?? '') as [string, string, string, string];
process.on('disconnect', () => process.exit());

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
});
const services = withBundles(
  await openServices({ databaseUrl, temporal: { address, namespace } }, pino({ level: 'error' }, pino.destination(2))),
);
await startWorker({
  db: services.db,
  temporal: { address },
  namespace,
  taskQueue,
  workflowBundle: { code: await readFile(codePath, 'utf8') },
  onFailure: error => {
    console.error(String(error));
    process.exit(1);
  },
});
// The sweep is quicker than a product's, so that runs which a short test ends come back in it.
startRecovery(services.context, { sweep: 10_000 });
process.send?.('ready');
