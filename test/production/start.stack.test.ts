import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { Product } from '../support/processes.ts';

let database: TestDatabase;
let folder: string;
let product: Product;
beforeAll(async () => {
  database = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'shixian-start-'));
  const place = {
    databaseUrl: database.url,
    address: inject('temporalAddress'),
    namespace: inject('temporalNamespace'),
  };
  product = await Product.open(place, folder);
});
afterAll(async () => {
  await product.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(['api', 'worker'] as const)(
  'a start of the %s that fails half-way ends with one line and a code',
  async name => {
    const taken = createServer();
    await new Promise<void>(done => taken.listen(0, '127.0.0.1', done));
    const { port } = taken.address() as AddressInfo;
    const { code, output } = await product.runToItsEnd(name, { METRICS_PORT: String(port) });
    expect(output.split('\n').filter(line => line !== '' && !line.startsWith('{'))).toEqual([
      `Port ${port} is taken on 127.0.0.1. Free one, or name another port.`,
    ]);
    expect(code).toBe(1);
    await new Promise(done => taken.close(done));
  },
  60_000,
);

test('a worker that is told to end while it starts ends at the first signal, and never runs', async () => {
  // Without a bundle it builds the workflow code first, which takes some seconds.
  const { code, output } = await product.runToItsEnd(
    'worker',
    { WORKFLOW_BUNDLE: '' },
    { signal: 'SIGTERM', after: 'the worker starts' },
  );
  expect(output).not.toContain('the worker runs');
  expect(output).toContain('"msg":"stopped"');
  expect(code).toBe(0);
}, 90_000);
