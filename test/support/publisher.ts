/**
 * A process of its own that brings publications to their cases, until it is killed: `node test/support/publisher.ts
 * <database> <temporal> <namespace> <task queue>`.
 */
import { Client, Connection } from '@temporalio/client';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { Calendars } from '../../commands/calendars.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { applicationRole, connect } from '../../db/client.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';

const [databaseUrl = '', address = '', namespace = '', taskQueue = ''] = process.argv.slice(2);
const db = connect(databaseUrl, { role: applicationRole });
const client = new Client({ connection: await Connection.connect({ address }), namespace });
const log = {
  info() {},
  warn(facts: object, message: string) {
    console.error(message, facts);
  },
  error(facts: object, message: string) {
    console.error(message, facts);
  },
};
startRecovery(
  {
    db,
    client,
    procedures: await loadProcedures(demonstrationDirectory),
    calendars: new Calendars(db),
    log,
    taskQueue,
  },
  { look: 100 },
);
console.log('publishing');
