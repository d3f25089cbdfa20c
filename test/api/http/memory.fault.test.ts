import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { floods } from '../../../bench/http/floods.ts';
import { startApiProcess, type ApiProcess } from '../../../bench/http/process.ts';
import { msUntilServed } from '../../../bench/http/stress.ts';
import { audience, issuer, tokens } from '../../../bench/http/target.ts';
import { writeDemonstration } from '../../../bin/compose/demonstration.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';

/** What docker-compose.yml grants the API. */
const memoryLimit = 1024 ** 3;
const floodMs = 6_000;
const servesAgainMs = 5_000;

const { keys } = await tokens();
let database: TestDatabase;
let api: ApiProcess;
beforeAll(async () => {
  database = await createDatabase();
  await writeDemonstration(database.owner);
  const temporal = { address: inject('temporalAddress'), namespace: inject('temporalNamespace') };
  // The heap that Node takes by itself in a container with that limit.
  const execArgv = ['--max-old-space-size=512'];
  api = await startApiProcess({ databaseUrl: database.url, temporal, issuer, audience, keys, limits: {} }, execArgv);
});
afterAll(async () => {
  await api.stop();
  await database.close();
});

/** Connections that this process may open besides its own files: Node has raised its limit to the machine's. */
const openable =
  Number(execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).replace('unlimited', '1e9')) - 500;

describe('the API alone, without a proxy, stays within its memory and serves again', () => {
  it.each(floods)('$name', async ({ name, connections: wanted, isIdle, run }) => {
    const connections = Math.min(wanted, openable);
    if (connections < wanted)
      console.log(`${name}: ${connections} connections instead of ${wanted}, since this machine allows no more files`);
    const { watched } = await api.watched(() => run(api, connections, floodMs));
    const took = await msUntilServed(api.port);
    console.log(`${name}: peak ${(watched.peakMemory / 2 ** 20).toFixed(0)} MiB, served ${took.toFixed(0)} ms after`);
    expect(watched.peakMemory).toBeLessThan(memoryLimit);
    // What whole requests left to do takes as long as the machine needs; the bench tells it.
    expect(isIdle ? took : 0).toBeLessThan(servesAgainMs);
  });
});
