import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Place } from './shell.ts';
import { givenTemporal, type TemporalPlace } from './stack/given.ts';

/** Where npm start keeps the addresses of its own servers. */
const kept = (file: string, variable: string): Promise<string> =>
  readFile(resolve(import.meta.dirname, '..', '.shixian', file), 'utf8').then(
    text => text.trim(),
    () => {
      throw new Error(`Found no running stack and no ${variable}. Start the stack in another terminal: npm start.`);
    },
  );

async function temporalHere(): Promise<TemporalPlace> {
  const [address = '', namespace = 'default'] = (await kept('temporal-address', 'TEMPORAL_ADDRESS')).split(' ');
  return { address, namespace };
}

/**
 * `DATABASE_URL`, or the database of the stack that npm start runs here. Throws with what to do where there is neither.
 */
export const databaseHere = async (): Promise<string> =>
  process.env['DATABASE_URL'] ?? (await kept('database-url', 'DATABASE_URL'));

/** The servers that `DATABASE_URL` and `TEMPORAL_ADDRESS` name, or those of the stack that npm start runs here. */
export async function placeHere(): Promise<Place> {
  const temporal = (await givenTemporal(process.env)) ?? (await temporalHere());
  return { databaseUrl: await databaseHere(), temporal };
}
