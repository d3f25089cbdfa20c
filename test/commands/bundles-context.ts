import { Client, Connection } from '@temporalio/client';
import { Calendars } from '../../commands/calendars.ts';
import type { CommandContext } from '../../commands/context.ts';
import { applicationRole, connect } from '../../db/client.ts';
import { bundle, drafted, part, paying } from '../case/bundle.ts';

/** What a process of its own, which tests kill, works on: cases that open others and call effects. */
export async function bundlesContext(
  databaseUrl: string,
  address: string,
  namespace: string,
  taskQueue: string,
): Promise<CommandContext> {
  const db = connect(databaseUrl, { role: applicationRole });
  return {
    db,
    client: new Client({ connection: await Connection.connect({ address }), namespace }),
    procedures: new Map([bundle, drafted, part, paying].map(each => [each.id, each] as const)),
    calendars: new Calendars(db),
    log: { info() {}, warn() {}, error() {} },
    taskQueue,
  };
}
