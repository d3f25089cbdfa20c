/** A process that moves the time of a case, and of those that it is linked to: for tests that kill it on the way. */
import { advance } from '../../operations/development/advance-time.ts';
import { bundlesContext } from './bundles-context.ts';

const [databaseUrl, address, namespace, taskQueue, caseId, key] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
process.on('disconnect', () => process.exit());
const context = await bundlesContext(databaseUrl, address, namespace, taskQueue);
process.send?.('ready');
process.send?.(await advance(context, { key, caseId, workingDays: 8 }));
