/** A process that moves the time of a case, and of those that it is linked to: for tests that kill it on the way. */
import { Client, Connection } from '@temporalio/client';
import { Calendars } from '../../commands/calendars.ts';
import { applicationRole, connect } from '../../db/client.ts';
import { advance } from '../../operations/development/advance-time.ts';
import { bundle, part, paying } from '../case/bundle.ts';

const [databaseUrl, address, namespace, taskQueue, caseId, key] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
process.on('disconnect', () => process.exit());
const db = connect(databaseUrl, { role: applicationRole });
const context = {
  db,
  client: new Client({ connection: await Connection.connect({ address }), namespace }),
  procedures: new Map([bundle, part, paying].map(each => [each.id, each] as const)),
  calendars: new Calendars(db),
  log: { info() {}, warn() {}, error() {} },
  taskQueue,
};
process.send?.('ready');
process.send?.(await advance(context, { key, caseId, workingDays: 8 }));
