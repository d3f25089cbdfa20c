import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { attacks } from '../../../bench/http/attacks.ts';
import { largest } from '../../../bench/http/attacks/largest.ts';
import { endure, fill } from '../../../bench/http/stress.ts';
import { startApiProcess, type ApiProcess } from '../../../bench/http/process.ts';
import { audience, issuer, send, tokens, type Target } from '../../../bench/http/target.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';
import { digestOf } from '../../support/digest.ts';

const { wrong, token, keys } = await tokens();
let database: TestDatabase;
let api: ApiProcess;
let target: Target;
beforeAll(async () => {
  database = await createDatabase();
  await fill(database.owner);
  const temporal = { address: inject('temporalAddress'), namespace: inject('temporalNamespace') };
  api = await startApiProcess({
    databaseUrl: database.url,
    temporal,
    issuer,
    audience,
    keys,
    limits: { headersTimeoutMs: 1_500, requestTimeoutMs: 2_500 },
  });
  target = { port: api.port, token, wrong };
});
afterAll(async () => {
  await api.stop();
  await database.close();
});

describe('is refused and writes nothing, and a caller who asks meanwhile is served', () => {
  it.each(attacks(wrong))('$name: $refused', async attack => {
    const before = await digestOf(database.owner);
    const { answers, served } = await endure(api, target, attack);
    expect(answers).toEqual([attack.refused]);
    expect(served.failed).toEqual([]);
    expect(served.asked).toBeGreaterThanOrEqual(5);
    expect(await digestOf(database.owner)).toEqual(before);
  });
});

describe('is the most that is served, and a caller who asks meanwhile is served', () => {
  it.each(largest)('$name', async question => {
    const { answers, served } = await endure(api, target, question);
    expect(answers).toEqual([question.refused]);
    expect(served.failed).toEqual([]);
  });
});

it('after all of it the API still serves', async () => {
  expect((await send(api.port, JSON.stringify({ query: '{ procedures { name } }' }))).body).toContain(
    'restaurant-opening',
  );
});
