import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openServer, post, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.stop());

const mutation = 'mutation { write(text: "x") }';

describe('only one way in', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded', new URLSearchParams({ query: mutation }).toString()],
    [
      'a file upload',
      'multipart/form-data; boundary=b',
      `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"${mutation}"}\r\n--b--`,
    ],
    ['plain text', 'text/plain', JSON.stringify({ query: mutation })],
    ['a bare document', 'application/graphql', mutation],
    ['another character set', 'application/json; charset=utf-16', JSON.stringify({ query: mutation })],
    ['a type of no meaning', 'application/x-unknown', '{}'],
  ])('%s is refused with 415 and writes nothing', async (_what, type, body) => {
    expect(await post(server.url, body, { 'content-type': type })).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
    expect(server.written).toEqual([]);
  });

  it('a compressed body is refused', async () => {
    expect(await post(server.url, '{}', { 'content-encoding': 'gzip' })).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_ENCODING',
    });
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])(
    '%s is refused with 405 and opens nothing to other origins',
    async method => {
      const response = await fetch(`${server.url}/graphql?query=${encodeURIComponent(mutation)}`, {
        method,
        headers: { origin: 'https://elsewhere.example' },
      });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(server.written).toEqual([]);
    },
  );

  it('a batch is refused', async () => {
    expect(await post(server.url, JSON.stringify([{ query: '{ me }' }, { query: '{ me }' }]))).toMatchObject({
      status: 400,
      code: 'BATCH',
    });
  });

  it.each([
    ['no JSON', '{', 'NOT_JSON'],
    ['an empty body', '', 'NOT_JSON'],
    ['a number', '1', 'BAD_REQUEST'],
    ['null', 'null', 'BAD_REQUEST'],
    ['no query', '{}', 'BAD_REQUEST'],
    ['an unknown name', '{"query":"{me}","persisted":1}', 'BAD_REQUEST'],
    ['variables as a list', '{"query":"{me}","variables":[]}', 'BAD_REQUEST'],
    ['a query that is no text', '{"query":{}}', 'BAD_REQUEST'],
    ['an operation name that is no text', '{"query":"{me}","operationName":{}}', 'BAD_REQUEST'],
    ['no GraphQL', '{"query":"{ me"}', 'NOT_GRAPHQL'],
    ['an operation that is not there', '{"query":"query a {me}","operationName":"b"}', 'OPERATION_RESOLUTION_FAILURE'],
    ['a subscription', '{"query":"subscription {ticks}"}', 'EVENT_STREAM_ONLY'],
  ])('%s is refused with 400', async (_what, body, code) => {
    expect(await post(server.url, body)).toMatchObject({ status: 400, code });
  });

  it('every answer carries its security headers and allows no other origin', async () => {
    const { headers } = await ask(server.url, '{ me }', undefined, { origin: 'https://elsewhere.example' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers in the media type of the GraphQL standard when it is asked for', async () => {
    const { headers } = await ask(server.url, '{ me }', undefined, { accept: 'application/graphql-response+json' });
    expect(headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  });
});

describe('text and numbers that cannot be kept', () => {
  const say = 'query ($text: String, $number: Int, $size: Float) { say(text: $text, number: $number, size: $size) }';
  it.each([
    ['NUL in a variable', JSON.stringify({ query: say, variables: { text: 'a\u0000b' } }), 'TEXT_WITH_NUL'],
    ['NUL in a name', JSON.stringify({ query: say, variables: { 'a\u0000': 1 } }), 'TEXT_WITH_NUL'],
    ['NUL in a literal', String.raw`{"query":"{ say(text: \"\\u0000\") }"}`, 'TEXT_WITH_NUL'],
    [
      'a lone surrogate in a variable',
      String.raw`{"query":"{me}","variables":{"a":[{"b":"\ud800"}]}}`,
      'TEXT_NOT_UNICODE',
    ],
    ['a lone surrogate in a literal', String.raw`{"query":"{ say(text: \"\\ud800\") }"}`, 'NOT_GRAPHQL'],
    ['an endless number in a literal', '{"query":"{ say(size: 1e999) }"}', 'NUMBER_OUT_OF_RANGE'],
  ])('%s is refused with 400', async (_what, body, code) => {
    expect(await post(server.url, body)).toMatchObject({ status: 400, code });
  });

  it('bytes that are no UTF-8 are refused', async () => {
    expect(await post(server.url, Buffer.from([0x22, 0xff, 0xfe, 0x22]))).toMatchObject({
      status: 400,
      code: 'TEXT_NOT_UNICODE',
    });
  });

  it.each([['{"number":2147483648}'], ['{"number":1.5}'], ['{"size":1e999}'], ['{"number":9007199254740993}']])(
    'the number in %s is a GraphQL error',
    async variables => {
      expect(await post(server.url, `{"query":${JSON.stringify(say)},"variables":${variables}}`)).toMatchObject({
        status: 400,
        code: 'BAD_REQUEST',
      });
    },
  );

  it('whole Unicode passes', async () => {
    const { body } = await ask(server.url, say, { text: '𠮷野家 🍜' });
    expect(body.data).toEqual({ say: '𠮷野家 🍜' });
  });

  it('nesting of a hundred thousand lists does not break the check', async () => {
    const deepList = (n: number): string => `{"query":"{me}","variables":{"a":${'['.repeat(n)}${']'.repeat(n)}}}`;
    expect((await post(server.url, deepList(9_000))).status).toBe(200);
    expect(await post(server.url, deepList(100_000))).toMatchObject({ status: 400, code: 'TOO_MANY_VALUES' });
  });

  it.each([
    [
      'a variable',
      'query ($text: String) { say(text: $text) }',
      { text: { name: '李四' } },
      'Variable "$text" does not fit: found an object, expected String.',
    ],
    [
      'an enumeration',
      'query ($colour: Colour) { say(colour: $colour) }',
      { colour: '李四' },
      'Variable "$colour" does not fit: found a text, expected Colour, one of GREEN, YELLOW.',
    ],
    [
      'an item of a list',
      'query ($list: [Int]) { sum(list: $list) }',
      { list: [1, '李四'] },
      'Variable "$list" does not fit at "list[1]": ' +
        'found a text, expected Int, a whole number from -2147483648 to 2147483647.',
    ],
    ['a literal', '{ say(number: "李四") }', {}, 'Int cannot represent non-integer value: …'],
    ['a literal in a list', '{ sum(list: [{ name: "李四" }]) }', {}, 'Int cannot represent non-integer value: …'],
  ])(
    '%s that does not fit is named with its place and what is expected, never with the value',
    async (_what, query, variables, message) => {
      const { body, status } = await ask(server.url, query, variables);
      expect({ status, message: body.errors?.[0]?.message }).toEqual({ status: 400, message });
      expect(JSON.stringify(body)).not.toContain('李四');
    },
  );
});
