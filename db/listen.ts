import pg from 'pg';
import { type Db, poolOf } from './client.ts';

/** Listening on a channel; ended by `stop`. */
export interface Listening {
  stop(): Promise<void>;
}

/**
 * Calls `onNotice` whenever somebody notifies a channel, on a connection of its own. `onLost` is told when that breaks:
 * whoever listens begins anew, and looks by themselves meanwhile.
 */
export async function listen(
  db: Db,
  channel: string,
  { onNotice, onLost }: { readonly onNotice: () => void; readonly onLost: (error: Error) => void },
): Promise<Listening> {
  const { connectionString, options } = poolOf(db).options;
  const client = new pg.Client({ connectionString, options, keepAlive: true, connectionTimeoutMillis: 8_000 });
  client.on('notification', onNotice);
  client.on('error', onLost);
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return { stop: () => client.end() };
}
