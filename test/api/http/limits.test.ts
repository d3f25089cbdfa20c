import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits as limits } from '../../../api/http/limits.ts';
import { ask, openServer, post, type TestServer } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.stop());

/** `{ deep { deep { … name } } }`: as many levels of fields as asked. */
const nested = (levels: number): string => `{ ${'deep { '.repeat(levels - 1)}name ${'} '.repeat(levels - 1)}}`;
const times = (n: number, of: (index: number) => string): string =>
  Array.from({ length: n }, (_, index) => of(index)).join(' ');
const bodyOf = (bytes: number): string => {
  const body = JSON.stringify({ query: '{ me }', extensions: { filling: '' } });
  return JSON.stringify({ query: '{ me }', extensions: { filling: 'x'.repeat(bytes - body.length) } });
};
const chunked = (body: string): ReadableStream =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body));
      controller.close();
    },
  });
const postChunked = (body: string) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    body: chunked(body),
    headers: { 'content-type': 'application/json' },
    duplex: 'half',
  } as RequestInit);

describe('exactly the limit is served, one more is refused', () => {
  it('a body of 256 kB is read and one byte more is not', async () => {
    expect(limits.bodyBytes).toBe(262_144);
    expect((await post(server.url, bodyOf(limits.bodyBytes))).status).toBe(200);
    expect(await post(server.url, bodyOf(limits.bodyBytes + 1))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  it('a body whose length is not told is not read: it could come byte by byte', async () => {
    expect((await postChunked(bodyOf(1_000))).status).toBe(411);
  });

  it('names and values of a body', async () => {
    const values = (n: number): string =>
      JSON.stringify({ query: '{ me }', variables: { list: Array.from({ length: n - 7 }, () => 1) } });
    expect((await post(server.url, values(limits.values))).status).toBe(200);
    expect(await post(server.url, values(limits.values + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_VALUES' });
  });

  it('characters of a document', async () => {
    const document = (n: number): string => `{ me }${' '.repeat(n - 6)}`;
    expect((await ask(server.url, document(limits.characters))).status).toBe(200);
    expect(await ask(server.url, document(limits.characters + 1))).toMatchObject({ status: 400, code: 'TOO_LONG' });
  });

  it('errors of a document and of its variables: the search ends with the tenth, however many there are', async () => {
    const unknown = (n: number): string => `{ ${times(n, index => `x${index}`)} }`;
    expect((await ask(server.url, unknown(limits.errors))).body.errors).toHaveLength(limits.errors);
    const { body } = await ask(server.url, unknown(limits.fields));
    expect(body.errors).toHaveLength(limits.errors + 1);
    expect(body.errors?.at(-1)?.message).toContain('error limit reached');
    const many = 'query ($list: [Int]) { sum(list: $list) }';
    expect((await ask(server.url, many, { list: Array.from({ length: 5_000 }, () => 'x') })).body.errors).toHaveLength(
      limits.errors,
    );
  });

  it('tokens', async () => {
    // Braces, field, brackets and so on are nine tokens; the list holds the others. A list is no String, so the schema
    // answers.
    const tokens = (n: number): string => `{ say(text: [${times(n - 9, () => '1')}]) }`;
    const atTheLimit = await ask(server.url, tokens(limits.tokens));
    expect(atTheLimit.body.errors?.[0]?.message).toContain('String cannot represent');
    expect(await ask(server.url, tokens(limits.tokens + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_TOKENS' });
  });

  it('depth', async () => {
    expect((await ask(server.url, nested(limits.depth))).status).toBe(200);
    expect(await ask(server.url, nested(limits.depth + 1))).toMatchObject({ status: 400, code: 'TOO_DEEP' });
  });

  it('depth through fragments', async () => {
    const through = (levels: number): string =>
      `query { deep { ...a } } fragment a on Deep { ...b } fragment b on Deep ${nested(levels - 1)}`;
    expect((await ask(server.url, through(limits.depth))).status).toBe(200);
    expect(await ask(server.url, through(limits.depth + 1))).toMatchObject({ status: 400, code: 'TOO_DEEP' });
  });

  it('aliases', async () => {
    const aliases = (n: number): string => `{ ${times(n, index => `a${index}: me`)} }`;
    expect((await ask(server.url, aliases(limits.aliases))).status).toBe(200);
    expect(await ask(server.url, aliases(limits.aliases + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_ALIASES' });
  });

  it('fields, those of fragments as often as they are spread', async () => {
    const fields = (n: number): string => `{ ${times(n, () => 'me')} }`;
    const spread = (n: number): string =>
      `{ ${times(n, () => 'deep { ...f }')} } fragment f on Deep { ${times(49, () => 'name')} }`;
    expect((await ask(server.url, fields(limits.fields))).status).toBe(200);
    expect(await ask(server.url, fields(limits.fields + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_FIELDS' });
    expect((await ask(server.url, spread(limits.fields / 50))).status).toBe(200);
    expect(await ask(server.url, spread(limits.fields / 50 + 1))).toMatchObject({
      status: 400,
      code: 'TOO_MANY_FIELDS',
    });
  });

  it('directives', async () => {
    const directives = (n: number): string => `{ ${times(n, () => 'me @include(if: true)')} }`;
    expect((await ask(server.url, directives(limits.directives))).status).toBe(200);
    expect(await ask(server.url, directives(limits.directives + 1))).toMatchObject({
      status: 400,
      code: 'TOO_MANY_DIRECTIVES',
    });
  });
});

describe('documents that grow when they are followed', () => {
  it('fragments that reach themselves are refused', async () => {
    const cycle = 'query { deep { ...a } } fragment a on Deep { deep { ...b } } fragment b on Deep { deep { ...a } }';
    expect((await ask(server.url, cycle)).status).toBe(400);
  });

  it('fragments count although no operation spreads them, and so does each of several with one name', async () => {
    const unused = (n: number): string => `{ me } fragment f on Query { ${times(n - 1, () => 'me')} }`;
    expect((await ask(server.url, unused(limits.fields))).body.errors?.[0]?.message).toContain('never used');
    expect((await ask(server.url, unused(limits.fields + 1))).code).toBe('TOO_MANY_FIELDS');
    expect(
      (
        await ask(
          server.url,
          `{ ...f } fragment f on Query { ${times(limits.fields, () => 'me')} } fragment f on Query { me }`,
        )
      ).code,
    ).toBe('TOO_MANY_FIELDS');
  });

  it('fragments that double forty times are counted without being followed', async () => {
    const twice = (index: number): string => `fragment f${index} on Deep { ...f${index + 1} ...f${index + 1} }`;
    const doubling = `query { deep { ...f0 } } ${times(40, twice)} fragment f40 on Deep { name }`;
    expect(await ask(server.url, doubling)).toMatchObject({ status: 400, code: 'TOO_MANY_FIELDS' });
  });

  it('limits hold for every operation of a document together', async () => {
    const two = `query a { ${times(16, index => `a${index}: me`)} } query b { ${times(16, index => `b${index}: me`)} }`;
    expect((await ask(server.url, two)).code).toBe('TOO_MANY_ALIASES');
  });
});
