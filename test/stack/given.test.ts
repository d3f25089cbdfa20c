import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporalFromEnv } from '../../bin/stack/temporal-from-env.ts';

const address = { TEMPORAL_ADDRESS: 'temporal.example:7233' };

test('without an address nothing is given', async () => {
  expect(await temporalFromEnv({ TEMPORAL_NAMESPACE: 'x', TEMPORAL_API_KEY: 'y' })).toBeUndefined();
});

test('an API key turns TLS on, unless TEMPORAL_TLS says no', async () => {
  expect(await temporalFromEnv({ ...address, TEMPORAL_API_KEY: 'key' })).toEqual({
    address: 'temporal.example:7233',
    namespace: 'default',
    apiKey: 'key',
    tls: true,
  });
  expect(await temporalFromEnv({ ...address, TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' })).not.toHaveProperty(
    'tls',
  );
  await expect(temporalFromEnv({ ...address, TEMPORAL_TLS: 'maybe' })).rejects.toThrow(
    'TEMPORAL_TLS is maybe, expected true or false.',
  );
});

test('certificates come from files or from the environment itself, and half a pair is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-given-'));
  const path = join(folder, 'client.pem');
  await writeFile(path, 'certificate');
  const pair = { TEMPORAL_TLS_CLIENT_CERT_PATH: path, TEMPORAL_TLS_CLIENT_KEY_DATA: 'key' };
  expect(
    await temporalFromEnv({ ...address, ...pair, TEMPORAL_NAMESPACE: 'city', TEMPORAL_TLS_SERVER_NAME: 'inner' }),
  ).toEqual({
    address: 'temporal.example:7233',
    namespace: 'city',
    tls: { clientCertPair: { crt: Buffer.from('certificate'), key: Buffer.from('key') }, serverNameOverride: 'inner' },
  });
  await expect(temporalFromEnv({ ...address, TEMPORAL_TLS_CLIENT_CERT_PATH: path })).rejects.toThrow(
    /belong together: one of them is missing/,
  );
  await expect(temporalFromEnv({ ...address, ...pair, TEMPORAL_TLS_CLIENT_CERT_PATH: '/no/such.pem' })).rejects.toThrow(
    /TEMPORAL_TLS_CLIENT_CERT_PATH names \/no\/such\.pem, which cannot be read/,
  );
  await rm(folder, { recursive: true });
});
