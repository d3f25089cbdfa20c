import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits as limits } from '../../../api/http/limits.ts';
import { ask, openDoor, post, type Door } from './open-door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.stop());

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
  fetch(`${door.url}/graphql`, {
    method: 'POST',
    body: chunked(body),
    headers: { 'content-type': 'application/json' },
    duplex: 'half',
  } as RequestInit);

describe('exactly the limit is served, one more is refused', () => {
  it('a body of 256 kB is read and one byte more is not', async () => {
    expect(limits.bodyBytes).toBe(262_144);
    expect((await post(door.url, bodyOf(limits.bodyBytes))).status).toBe(200);
    expect(await post(door.url, bodyOf(limits.bodyBytes + 1))).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  it('a body whose length is not told is not read: it could come byte by byte', async () => {
    expect((await postChunked(bodyOf(1_000))).status).toBe(411);
  });

  it('names and values of a body', async () => {
    const values = (n: number): string =>
      JSON.stringify({ query: '{ me }', variables: { list: Array.from({ length: n - 7 }, () => 1) } });
    expect((await post(door.url, values(limits.values))).status).toBe(200);
    expect(await post(door.url, values(limits.values + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_VALUES' });
  });

  it('characters of a document', async () => {
    const document = (n: number): string => `{ me }${' '.repeat(n - 6)}`;
    expect((await ask(door.url, document(limits.characters))).status).toBe(200);
    expect(await ask(door.url, document(limits.characters + 1))).toMatchObject({ status: 400, code: 'TOO_LONG' });
  });

  it('errors of a document and of its variables: the search ends with the tenth, however many there are', async () => {
    const unknown = (n: number): string => `{ ${times(n, index => `x${index}`)} }`;
    expect((await ask(door.url, unknown(limits.errors))).body.errors).toHaveLength(limits.errors);
    const { body } = await ask(door.url, unknown(limits.fields));
    expect(body.errors).toHaveLength(limits.errors + 1);
    expect(body.errors?.at(-1)?.message).toContain('error limit reached');
    const many = 'query ($list: [Int]) { sum(list: $list) }';
    expect((await ask(door.url, many, { list: Array.from({ length: 5_000 }, () => 'x') })).body.errors).toHaveLength(
      limits.errors,
    );
  });

  it('tokens', async () => {
    // Braces, field, brackets and so on are nine tokens; the list holds the others. A list is no String, so the schema
    // answers.
    const tokens = (n: number): string => `{ say(text: [${times(n - 9, () => '1')}]) }`;
    const atTheLimit = await ask(door.url, tokens(limits.tokens));
    expect(atTheLimit.body.errors?.[0]?.message).toContain('String cannot represent');
    expect(await ask(door.url, tokens(limits.tokens + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_TOKENS' });
  });

  it('depth', async () => {
    expect((await ask(door.url, nested(limits.depth))).status).toBe(200);
    expect(await ask(door.url, nested(limits.depth + 1))).toMatchObject({ status: 400, code: 'TOO_DEEP' });
  });

  it('depth through fragments', async () => {
    const through = (levels: number): string =>
      `query { deep { ...a } } fragment a on Deep { ...b } fragment b on Deep ${nested(levels - 1)}`;
    expect((await ask(door.url, through(limits.depth))).status).toBe(200);
    expect(await ask(door.url, through(limits.depth + 1))).toMatchObject({ status: 400, code: 'TOO_DEEP' });
  });

  it('aliases', async () => {
    const aliases = (n: number): string => `{ ${times(n, index => `a${index}: me`)} }`;
    expect((await ask(door.url, aliases(limits.aliases))).status).toBe(200);
    expect(await ask(door.url, aliases(limits.aliases + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_ALIASES' });
  });

  it('fields, those of fragments as often as they are spread', async () => {
    const fields = (n: number): string => `{ ${times(n, () => 'me')} }`;
    const spread = (n: number): string =>
      `{ ${times(n, () => 'deep { ...f }')} } fragment f on Deep { ${times(49, () => 'name')} }`;
    expect((await ask(door.url, fields(limits.fields))).status).toBe(200);
    expect(await ask(door.url, fields(limits.fields + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_FIELDS' });
    expect((await ask(door.url, spread(limits.fields / 50))).status).toBe(200);
    expect(await ask(door.url, spread(limits.fields / 50 + 1))).toMatchObject({ status: 400, code: 'TOO_MANY_FIELDS' });
  });

  it('directives', async () => {
    const directives = (n: number): string => `{ ${times(n, () => 'me @include(if: true)')} }`;
    expect((await ask(door.url, directives(limits.directives))).status).toBe(200);
    expect(await ask(door.url, directives(limits.directives + 1))).toMatchObject({
      status: 400,
      code: 'TOO_MANY_DIRECTIVES',
    });
  });
});

describe('documents that grow when they are followed', () => {
  it('fragments that reach themselves are refused', async () => {
    const cycle = 'query { deep { ...a } } fragment a on Deep { deep { ...b } } fragment b on Deep { deep { ...a } }';
    expect((await ask(door.url, cycle)).status).toBe(400);
  });

  it('fragments count although no operation spreads them, and each of several with one name: validation looks into all of them', async () => {
    const unused = (n: number): string => `{ me } fragment f on Query { ${times(n - 1, () => 'me')} }`;
    expect((await ask(door.url, unused(limits.fields))).body.errors?.[0]?.message).toContain('never used');
    expect((await ask(door.url, unused(limits.fields + 1))).code).toBe('TOO_MANY_FIELDS');
    expect(
      (
        await ask(
          door.url,
          `{ ...f } fragment f on Query { ${times(limits.fields, () => 'me')} } fragment f on Query { me }`,
        )
      ).code,
    ).toBe('TOO_MANY_FIELDS');
  });

  it('fragments that double forty times are counted without being followed', async () => {
    const doubling = `query { deep { ...f0 } } ${times(40, index => `fragment f${index} on Deep { ...f${index + 1} ...f${index + 1} }`)} fragment f40 on Deep { name }`;
    expect(await ask(door.url, doubling)).toMatchObject({ status: 400, code: 'TOO_MANY_FIELDS' });
  });

  it('limits hold for every operation of a document together', async () => {
    const two = `query a { ${times(16, index => `a${index}: me`)} } query b { ${times(16, index => `b${index}: me`)} }`;
    expect((await ask(door.url, two)).code).toBe('TOO_MANY_ALIASES');
  });
});
