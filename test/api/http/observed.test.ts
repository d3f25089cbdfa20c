import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openServer, post, secretName, token, type TestServer } from './test-server.ts';

let server: TestServer;
let development: TestServer;
beforeAll(async () => {
  [server, development] = await Promise.all([openServer(), openServer({ production: false })]);
});
afterAll(() => Promise.all([server.stop(), development.stop()]));

describe('the request id', () => {
  it.each(['abc', 'a'.repeat(64), '7f9c-1.2_3'])('%s is taken, answered and given to the resolvers', async given => {
    const { headers, body } = await ask(server.url, '{ requestId }', undefined, { 'x-request-id': given });
    expect(headers.get('x-request-id')).toBe(given);
    expect(body.data).toEqual({ requestId: given });
  });

  it.each(['a'.repeat(65), 'a b', 'a"b', ''])('%j is not taken: another is made', async given => {
    const { headers } = await ask(server.url, '{ requestId }', undefined, { 'x-request-id': given });
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('the log', () => {
  it('tells id, operation, outcome and duration of each request', async () => {
    await ask(server.url, 'query WhoAmI { me }', undefined, { 'x-request-id': 'logged' });
    const line = server.lines
      .map(each => JSON.parse(each) as Record<string, unknown>)
      .find(each => each['requestId'] === 'logged');
    expect(line).toMatchObject({
      operation: 'WhoAmI',
      kind: 'query',
      status: 200,
      outcome: 'served',
      durationMs: expect.any(Number),
      msg: 'answered',
    });
  });

  it('holds nothing personal: no token, no body, no variable, no literal, no message of a fault', async () => {
    const canary = '李四410105199001011234';
    const good = await token(server, { claims: { sub: 'p-canary', name: canary } });
    const query = 'query ($text: String, $number: Int) { say(text: $text, number: $number) fault }';
    const authorization = `Bearer ${good}`;
    await ask(server.url, query, { text: canary }, { authorization });
    await ask(server.url, query, { number: canary }, { authorization });
    await ask(server.url, `mutation { write(text: "${canary}") }`, {}, { authorization });
    await ask(
      server.url,
      `{ me "${canary}" }`,
      {},
      { authorization: `Bearer ${canary}`.replaceAll(/[^\x20-\x7e]/gu, '') },
    );
    await ask(server.url, `{ ${'me '.repeat(3)} unknown(text: "${canary}") }`);
    await post(server.url, canary);
    await post(server.url, JSON.stringify({ query: '{me}', operationName: canary }));
    const log = server.lines.join('');
    expect(server.lines.length).toBeGreaterThan(7);
    for (const personal of [canary, '410105199001011234', secretName, good, good.slice(-20), 'p-canary'])
      expect(log).not.toContain(personal);
    expect(log).toContain('"fault":{"kind":"Error"');
  });
});

describe('health', () => {
  it('live answers while the process runs; ready says what is missing, and fails only for what is needed', async () => {
    let temporal = true;
    let database = true;
    const watched = await openServer({
      ready: {
        database: { needed: true, look: () => Promise.resolve(database ? undefined : 'out of connections') },
        temporal: {
          needed: false,
          look: () =>
            temporal ? Promise.resolve(undefined) : Promise.reject(new Error('connect ECONNREFUSED 10.0.0.9')),
        },
      },
    });
    const ready = async () => {
      const response = await fetch(`${watched.url}/health/ready`);
      return { status: response.status, body: (await response.json()) as unknown };
    };
    expect(await ready()).toEqual({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', temporal: 'ok', signIn: 'ok' } },
    });
    temporal = false;
    await expect.poll(ready).toEqual({
      status: 200,
      body: { status: 'degraded', checks: { database: 'ok', temporal: 'failed', signIn: 'ok' } },
    });
    database = false;
    await expect.poll(ready).toEqual({
      status: 503,
      body: { status: 'not ready', checks: { database: 'out of connections', temporal: 'failed', signIn: 'ok' } },
    });
    expect((await fetch(`${watched.url}/health/live`)).status).toBe(200);
    await watched.stop();
  });

  it('a check that never answers has failed after two seconds', async () => {
    const hanging = await openServer({
      ready: { database: { needed: true, look: () => new Promise(() => undefined) } },
    });
    expect((await fetch(`${hanging.url}/health/ready`)).status).toBe(503);
    await hanging.stop();
  });

  it('a server that is told to stop first says that it is not ready, and still serves meanwhile', async () => {
    const draining = await openServer({
      drainMs: 3_000,
      ready: { database: { needed: true, look: () => Promise.resolve(undefined) } },
    });
    const stopped = draining.stop();
    const response = await fetch(`${draining.url}/health/ready`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'stopping', checks: { database: 'ok', signIn: 'ok' } },
    ]);
    expect((await ask(draining.url, '{ me }')).status).toBe(200);
    await stopped;
    await expect(ask(draining.url, '{ me }')).rejects.toThrow('fetch failed');
  });
});
