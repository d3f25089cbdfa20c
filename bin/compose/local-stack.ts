import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runningPostgres } from '../stack/postgres.ts';
import { temporalFromEnv, type TemporalEndpoint } from '../stack/temporal-from-env.ts';
import type { Endpoints } from './services.ts';
import { readSettings } from './settings/setting.ts';
import { localSettings } from './settings/settings.ts';

/** Where `npm start` keeps its data, and the addresses of what it runs. */
export const dataFolder = resolve(import.meta.dirname, '..', '..', '.shixian');
export const apiUrlFile = join(dataFolder, 'api-url');
export const temporalAddressFile = join(dataFolder, 'temporal-address');

const notFound = (what: string, variable: string): Error =>
  new Error(
    `Found no ${what}: ${variable} is not set, and no stack of npm start runs here. Start one in another terminal ` +
      `(npm start), or set ${variable}.`,
  );

/**
 * Locates the product's database: the one of `DATABASE_URL` (or `DATABASE_URL_FILE`), else that of the stack that `npm
 * start` runs here.
 * @throws SettingsError when the setting does not fit; Error that says what to do where there is no database
 */
export async function locateDatabase(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { values } = readSettings(localSettings, env);
  const url = values.DATABASE_URL ?? (await runningPostgres(join(dataFolder, 'postgres')));
  if (url === undefined) throw notFound('database', 'DATABASE_URL');
  return url;
}

async function localTemporal(): Promise<TemporalEndpoint> {
  const text = await readFile(temporalAddressFile, 'utf8').catch(() => {
    throw notFound('Temporal server', 'TEMPORAL_ADDRESS');
  });
  const [address = '', namespace = 'default'] = text.trim().split(' ');
  return { address, namespace };
}

/** Locates database and Temporal: those that the environment names, else those of the stack that `npm start` runs. */
export async function locateStack(env: NodeJS.ProcessEnv = process.env): Promise<Endpoints> {
  const { env: given } = readSettings(localSettings, env);
  const databaseUrl = await locateDatabase(env);
  return { databaseUrl, temporal: (await temporalFromEnv(given)) ?? (await localTemporal()) };
}

/** Locates the API: the given address, else where `npm start` last served it, else its usual port. */
export const locateApi = async (given?: string): Promise<string> =>
  given ?? (await readFile(apiUrlFile, 'utf8').catch(() => 'http://127.0.0.1:4000')).trim();
