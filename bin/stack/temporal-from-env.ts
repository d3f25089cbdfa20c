import { readFile } from 'node:fs/promises';
import type { TLSConfig } from '@temporalio/client';

/** How a Temporal server is reached, in the form that the SDK's client and worker take. */
export interface TemporalEndpoint {
  readonly address: string;
  readonly namespace: string;
  readonly tls?: TLSConfig | boolean;
  readonly apiKey?: string;
}

const missing =
  (file: string, name: string) =>
  (error: unknown): never => {
    throw new Error(
      `${name} names ${file}, which cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  };

/** A certificate or key: its text in `…_DATA`, or the file that `…_PATH` names. */
async function material(env: NodeJS.ProcessEnv, name: string): Promise<Buffer | undefined> {
  const data = env[`${name}_DATA`];
  const path = env[`${name}_PATH`];
  if (data && path) throw new Error(`Both ${name}_DATA and ${name}_PATH are set. Unset one of them.`);
  if (data) return Buffer.from(data);
  return path ? readFile(path).catch(missing(path, `${name}_PATH`)) : undefined;
}

/**
 * The Temporal server that the environment names, or undefined: `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE` (`default`),
 * `TEMPORAL_API_KEY`, `TEMPORAL_TLS` (true, false), `TEMPORAL_TLS_CLIENT_CERT_…`, `TEMPORAL_TLS_CLIENT_KEY_…` and
 * `TEMPORAL_TLS_SERVER_CA_CERT_…` (`PATH` or `DATA`), `TEMPORAL_TLS_SERVER_NAME`. As Temporal's own tools do, a key for
 * the API or any of the certificates turns TLS on unless `TEMPORAL_TLS` is `false`.
 */
export async function temporalFromEnv(env: NodeJS.ProcessEnv): Promise<TemporalEndpoint | undefined> {
  return env['TEMPORAL_ADDRESS'] ? requireTemporalFromEnv(env) : undefined;
}

/** The same where a server must be named: see `temporalFromEnv`. */
export async function requireTemporalFromEnv(env: NodeJS.ProcessEnv): Promise<TemporalEndpoint> {
  const address = env['TEMPORAL_ADDRESS'] ?? '';
  const apiKey = env['TEMPORAL_API_KEY'];
  const place = { address, namespace: env['TEMPORAL_NAMESPACE'] || 'default', ...(apiKey && { apiKey }) };
  const wish = env['TEMPORAL_TLS']?.toLowerCase();
  if (wish && wish !== 'true' && wish !== 'false') throw new Error(`TEMPORAL_TLS is ${wish}, expected true or false.`);
  if (wish === 'false') return place;
  const crt = await material(env, 'TEMPORAL_TLS_CLIENT_CERT');
  const key = await material(env, 'TEMPORAL_TLS_CLIENT_KEY');
  const authority = await material(env, 'TEMPORAL_TLS_SERVER_CA_CERT');
  if ((crt === undefined) !== (key === undefined))
    throw new Error(
      'TEMPORAL_TLS_CLIENT_CERT_… and TEMPORAL_TLS_CLIENT_KEY_… belong together: one of them is missing.',
    );
  const name = env['TEMPORAL_TLS_SERVER_NAME'];
  const details: TLSConfig = {
    ...(crt && key && { clientCertPair: { crt, key } }),
    ...(authority && { serverRootCACertificate: authority }),
    ...(name && { serverNameOverride: name }),
  };
  if (Object.keys(details).length > 0) return { ...place, tls: details };
  return wish === 'true' || apiKey ? { ...place, tls: true } : place;
}
