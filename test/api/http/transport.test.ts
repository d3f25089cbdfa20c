import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowLoopback, allowOrigins } from '../../../api/http/cors.ts';
import { readRegisteredDocuments } from '../../../bin/compose/registered-documents.ts';
import { ask, openServer, post, type TestServer } from './test-server.ts';

const portal = 'https://portal.example.gov.cn';
const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');
const persisted = (query: string, hash = hashOf(query)) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

let server: TestServer;
let closed: TestServer;
const registered = '{ say(text: "registered") }';
beforeAll(async () => {
  server = await openServer({ isAllowedOrigin: allowOrigins([portal]) });
  closed = await openServer({ registeredDocuments: { [hashOf(registered)]: registered } });
});
afterAll(() => Promise.all([server.stop(), closed.stop()]));

const preflight = (origin: string) =>
  fetch(`${server.url}/graphql`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });

describe('another origin', () => {
  it('is let in where the setting names it, before it calls and on every answer', async () => {
    const asked = await preflight(portal);
    expect(asked.status).toBe(204);
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      'access-control-allow-origin': portal,
      'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE',
      'access-control-allow-headers': expect.stringContaining('authorization') as string,
      vary: expect.stringContaining('Origin') as string,
    });
    for (const query of ['{ me }', '{ nothing }', '{ me']) {
      const { headers } = await ask(server.url, query, undefined, { origin: portal });
      expect(headers.get('access-control-allow-origin'), query).toBe(portal);
      expect(headers.get('access-control-allow-credentials'), query).toBeNull();
      expect(headers.get('cross-origin-resource-policy'), query).toBe('cross-origin');
    }
  });

  it.each(['https://portal.example.gov.cn.evil.example', 'http://portal.example.gov.cn', 'null', ''])(
    '%s is not let in',
    async origin => {
      const asked = await preflight(origin);
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([405, null]);
      const { headers } = await ask(server.url, '{ me }', undefined, { origin });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('of this machine is let in by development, on any port', () => {
    for (const origin of ['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:8080', 'https://localhost'])
      expect(allowLoopback(origin), origin).toBe(true);
    for (const origin of [
      'http://localhost.evil.example',
      'http://evil.example:5173',
      'http://localhost:5173/x',
      'null',
    ])
      expect(allowLoopback(origin), origin).toBe(false);
  });
});

const byAddress = (parameters: Readonly<Record<string, unknown>>, url = server.url) =>
  fetch(
    `${url}/graphql?${new URLSearchParams(
      Object.entries(parameters).map(([name, value]): [string, string] => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    ).toString()}`,
  );

describe('a document that is named by its hash', () => {
  it('is asked for by the error of the protocol, and carried out once its text has come', async () => {
    const query = 'query Say($text: String) { say(text: $text) }';
    const byHash = () => post(server.url, JSON.stringify({ extensions: persisted(query), variables: { text: '好' } }));
    expect(await byHash()).toMatchObject({
      status: 200,
      code: 'PERSISTED_QUERY_NOT_FOUND',
      body: { errors: [{ message: 'PersistedQueryNotFound' }] },
    });
    const whole = JSON.stringify({ query, extensions: persisted(query), variables: { text: '好' } });
    expect(await post(server.url, whole)).toMatchObject({ status: 200, body: { data: { say: '好' } } });
    expect(await byHash()).toMatchObject({ status: 200, body: { data: { say: '好' } } });
    const read = await byAddress({ extensions: persisted(query), variables: { text: '地址' } });
    expect([read.status, await read.json(), read.headers.get('cache-control')]).toEqual([
      200,
      { data: { say: '地址' }, extensions: { cost: 1 } },
      'no-store',
    ]);
  });

  it('is refused where its text has another hash, and not kept where it is not valid', async () => {
    const other = JSON.stringify({ query: '{ me }', extensions: persisted('{ capacity }') });
    expect(await post(server.url, other)).toMatchObject({ status: 400, code: 'OTHER_HASH' });
    await post(server.url, JSON.stringify({ query: '{ nothing }', extensions: persisted('{ nothing }') }));
    expect(await post(server.url, JSON.stringify({ extensions: persisted('{ nothing }') }))).toMatchObject({
      code: 'PERSISTED_QUERY_NOT_FOUND',
    });
  });

  it('changes nothing by an address, and an address carries no text', async () => {
    const mutation = 'mutation { write(text: "x") }';
    await post(server.url, JSON.stringify({ query: mutation, extensions: persisted(mutation) }));
    expect(server.written).toEqual(['x']);
    expect((await byAddress({ extensions: persisted(mutation) })).status).toBe(405);
    expect((await byAddress({ query: '{ me }', extensions: persisted('{ me }') })).status).toBe(400);
    expect(server.written).toEqual(['x']);
  });

  it('may be kept by caches for a minute where it asks for public data alone, without a token', async () => {
    const query = '{ __typename }';
    await post(server.url, JSON.stringify({ query, extensions: persisted(query) }));
    const { headers } = await byAddress({ extensions: persisted(query) });
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(headers.get('vary')).toContain('Authorization');
  });
});

describe('a deployment with registered documents', () => {
  it('carries out those by text or hash, and no others', async () => {
    const said = { status: 200, body: { data: { say: 'registered' } } };
    expect(await post(closed.url, JSON.stringify({ query: registered }))).toMatchObject(said);
    expect(await post(closed.url, JSON.stringify({ extensions: persisted(registered) }))).toMatchObject(said);
    for (const body of [{ query: '{ me }' }, { query: '{ me }', extensions: persisted('{ me }') }])
      expect(await post(closed.url, JSON.stringify(body))).toMatchObject({
        status: 400,
        code: 'DOCUMENT_NOT_REGISTERED',
      });
  });

  it('reads them from a file, whose hashes are those of the texts', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'documents-')), 'documents.json');
    await writeFile(file, JSON.stringify({ [hashOf(registered)]: registered }));
    expect(await readRegisteredDocuments(file)).toEqual({ [hashOf(registered)]: registered });
    await writeFile(file, JSON.stringify({ [hashOf('{ me }')]: registered }));
    await expect(readRegisteredDocuments(file)).rejects.toThrow(/not that of its text/);
    await writeFile(file, '[]');
    await expect(readRegisteredDocuments(file)).rejects.toThrow(/expected a JSON object/);
    expect(await readRegisteredDocuments(undefined)).toBeUndefined();
  });
});

/** The answer as it comes over the wire. */
const raw = (text: string, encoding: string) =>
  new Promise<{ readonly encoding: string | undefined; readonly vary: string | undefined; readonly bytes: Buffer }>(
    (resolve, reject) => {
      const body = JSON.stringify({ query: 'query Say($text: String) { say(text: $text) }', variables: { text } });
      const headers = { 'content-type': 'application/json', 'accept-encoding': encoding, origin: portal };
      const asking = send(`${server.url}/graphql`, { method: 'POST', headers }, response => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.once('end', () =>
          resolve({
            encoding: response.headers['content-encoding'],
            vary: response.headers.vary,
            bytes: Buffer.concat(pieces),
          }),
        );
      });
      asking.once('error', reject);
      asking.setHeader('content-length', Buffer.byteLength(body));
      asking.end(body);
    },
  );

describe('an answer', () => {
  const text = '时限'.repeat(2_000);
  it.each([
    ['gzip', 'gzip, deflate', gunzipSync],
    ['br', 'gzip, deflate, br', brotliDecompressSync],
  ] as const)('is shortened by %s where the caller takes it', async (encoding, accepted, read) => {
    const answer = await raw(text, accepted);
    expect(answer.encoding).toBe(encoding);
    expect(answer.vary).toBe('accept-language, Accept-Encoding, Origin');
    expect(answer.bytes.length).toBeLessThan(1_000);
    expect(JSON.parse(read(answer.bytes).toString())).toEqual({ data: { say: text }, extensions: { cost: 1 } });
  });

  it('is told as it is where it is short, or the caller does not take it shortened', async () => {
    expect((await raw('short', 'gzip')).encoding).toBeUndefined();
    expect((await raw(text, 'gzip;q=0')).encoding).toBeUndefined();
    expect((await raw(text, 'identity')).encoding).toBeUndefined();
  });
});
