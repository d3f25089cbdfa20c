import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApiProcess, type ApiProcess } from '../../bench/http/process.ts';
import { audience, issuer, tokens } from '../../bench/http/target.ts';
import { writeDemonstration } from '../../bin/compose/demonstration.ts';
import { silent } from '../../bin/stack/progress.ts';
import { caddyOrLeftOut } from '../support/caddy.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { startProxy, statusOf, type Proxy } from './proxy.ts';

const binaries = await caddyOrLeftOut('the tests of the proxy', { env: process.env, progress: silent });
const largest = 256 * 1024;
/** Its answer is long enough to be worth compressing. */
const query = JSON.stringify({
  query: '{ procedures { name title steps { title unit { title } within { text } } materials { title kind } } }',
});
const bodyOf = (bytes: number): string => {
  const frame = JSON.stringify({ query: '{ __typename }', extensions: { filling: '' } });
  return JSON.stringify({ query: '{ __typename }', extensions: { filling: 'x'.repeat(bytes - frame.length) } });
};

describe.skipIf(binaries === undefined)('the API behind the proxy that is shipped', () => {
  let database: TestDatabase;
  let apis: readonly ApiProcess[];
  let proxy: Proxy;
  beforeAll(async () => {
    database = await createDatabase();
    await writeDemonstration(database.owner);
    const { keys } = await tokens();
    const temporal = { address: inject('temporalAddress'), namespace: inject('temporalNamespace') };
    const began = { databaseUrl: database.url, temporal, issuer, audience, keys, limits: {} };
    apis = await Promise.all([startApiProcess(began), startApiProcess(began)]);
    const ports = apis.map(({ port }) => port);
    proxy = await startProxy(binaries!, ports, { READ_HEADER_TIMEOUT: '1s', READ_BODY_TIMEOUT: '2s' });
  });
  afterAll(async () => {
    await proxy.stop();
    await Promise.all(apis.slice(1).map(each => each.stop()));
    await database.close();
  });

  it('answers a query over TLS, compressed for a caller who takes it', async () => {
    const { status, headers, body } = await proxy.send('/graphql', query, { 'accept-encoding': 'gzip' });
    expect([status, headers['content-encoding']]).toEqual([200, 'gzip']);
    expect(gunzipSync(body).toString()).toContain('"name":"restaurant-opening"');
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d{7,}$/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['server']).toBeUndefined();
    const plain = await proxy.send('/graphql', query);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toContain('"name":"restaurant-opening"');
  });

  it('serves a body of 256 kB, and refuses one byte more with 413 before the API sees it', async () => {
    expect((await proxy.send('/graphql', bodyOf(largest))).status).toBe(200);
    const { status, body } = await proxy.send('/graphql', bodyOf(largest + 1));
    // The API's own refusal would name its code.
    expect([status, body.toString()]).toEqual([413, '']);
  });

  it('takes no body without its length: chunks of one byte cost as much as a thousand bytes each', async () => {
    const socket = await proxy.dial();
    const heard = once(socket, 'data') as Promise<[Buffer]>;
    socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n');
    expect(String((await heard)[0])).toMatch(/^HTTP\/1\.1 411 /);
    socket.destroy();
  });

  it.each([
    ['header lines that do not end', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\n'],
    ['a body that does not end', 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{'],
  ])('cuts %s', async (_what, text) => {
    const socket = await proxy.dial();
    let answer = '';
    const closed = new Promise(resolve => {
      socket.on('close', resolve);
    });
    socket.on('error', () => undefined);
    socket.on('data', chunk => {
      answer += String(chunk);
    });
    socket.write(text);
    await closed;
    expect(answer).not.toContain(' 200 ');
  });

  it('passes on GraphQL and health, and nothing else', async () => {
    expect((await proxy.send('/health/ready')).status).toBe(200);
    // Passed on: here the API signs nobody in by the issuer's pages, and says so itself.
    expect((await proxy.send('/auth/login')).body.toString()).toContain('NOT_FOUND');
    for (const path of ['/graphiql', '/.well-known/jwks.json', '/', '/graphql/', '/metrics']) {
      const { status, body } = await proxy.send(path);
      expect([path, status, body.toString()]).toEqual([path, 404, '']);
    }
  });

  it('sends whoever comes over plain HTTP to HTTPS', async () => {
    expect(await statusOf(proxy.httpPort, '/graphql')).toBe(308);
  });

  it('serves on when one of the APIs is gone', async () => {
    await apis[0]!.stop();
    for (let asked = 0; asked < 20; asked += 1) expect((await proxy.send('/graphql', query)).status).toBe(200);
  });
});

it.skipIf(binaries === undefined)('the proxy says who called, and drops what a caller says of it', async () => {
  const received: IncomingHttpHeaders[] = [];
  const upstream = createServer((request, response) => {
    if (request.url === '/graphql') received.push(request.headers);
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const proxy = await startProxy(binaries!, [(upstream.address() as AddressInfo).port]);
  await proxy.send('/graphql', query, { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'http' });
  expect(received).toMatchObject([{ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' }]);
  await proxy.stop();
  upstream.close();
});
