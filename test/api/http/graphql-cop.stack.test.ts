import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApiProcess, type ApiProcess } from '../../../bench/http/process.ts';
import { audience, issuer, send, tokens } from '../../../bench/http/target.ts';
import { writeDemonstration } from '../../../bin/compose/demonstration.ts';
import { createDatabase, type TestDatabase } from '../../support/database.ts';

const { keys } = await tokens();
let database: TestDatabase;
let api: ApiProcess;
beforeAll(async () => {
  database = await createDatabase();
  await writeDemonstration(database.owner);
  api = await startApiProcess({
    databaseUrl: database.url,
    temporal: { address: inject('temporalAddress'), namespace: inject('temporalNamespace') },
    issuer,
    audience,
    keys,
    limits: {},
  });
});
afterAll(async () => {
  await api.stop();
  await database.close();
});

const ask = (query: string) => send(api.port, JSON.stringify({ query }));
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const times = (n: number, of: (index: number) => string): string =>
  Array.from({ length: n }, (_, index) => of(index)).join(' ');

/**
 * The checks of the tool graphql-cop (github.com/dolevf/graphql-cop) by their own names, asked of the running API as in
 * production. Each would find something if it were answered with data.
 */
describe('graphql-cop finds nothing', () => {
  it('Alias Overloading', async () => {
    expect((await ask(`query cop { ${times(101, index => `alias${index}: __typename`)} }`)).seen).toBe(
      '400 TOO_MANY_ALIASES',
    );
  });

  it('Array-based Query Batching', async () => {
    expect(
      (await send(api.port, JSON.stringify(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })))))
        .seen,
    ).toBe('400 BATCH');
  });

  it('Circular Fragment', async () => {
    const { seen, body } = await ask(
      'query cop { procedures { ...A } } fragment A on Procedure { name ...B } fragment B on Procedure { title ...A }',
    );
    expect(seen).toBe('400 GRAPHQL_VALIDATION_FAILED');
    expect(body).toContain('Cannot spread fragment');
  });

  it('Introspection-based Circular Query', async () => {
    const { seen, body } = await ask(
      `query cop { __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`,
    );
    expect(seen).toMatch(/^400 /);
    expect(body).not.toContain('"data"');
  });

  it('Directive Overloading', async () => {
    expect((await ask(`query cop { __typename ${'@aa'.repeat(51)} }`)).seen).toBe('400 TOO_MANY_DIRECTIVES');
    // Fewer are looked at, and refused for what they are: none of them is told more than once in ten.
    const { body } = await ask(`query cop { __typename ${'@aa'.repeat(10)} }`);
    expect(body).toContain('Unknown directive');
  });

  it('Field Duplication', async () => {
    expect((await ask(`query cop { ${times(500, () => '__typename')} }`)).seen).toBe('400 TOO_MANY_FIELDS');
  });

  it('Field Suggestions', async () => {
    for (const query of [
      'query cop { __schema { directive } }',
      'query cop { procedure(nam: "x") { titl } }',
      'query cop { procedures { lead { titel } } }',
      'query cop { dueSoon(kinds: [PROMIS]) { edges { cursor } } }',
    ]) {
      const { seen, body } = await ask(query);
      expect(seen).toBe('400 GRAPHQL_VALIDATION_FAILED');
      expect(body).not.toMatch(/did you mean/i);
    }
  });

  it('GET Method Query Support', async () => {
    expect(
      (await send(api.port, '', {}, { method: 'GET', path: '/graphql?query=query%20cop%20%7B__typename%7D' })).seen,
    ).toBe('405 METHOD_NOT_ALLOWED');
  });

  it('Mutation is allowed over GET (possible CSRF)', async () => {
    expect(
      (await send(api.port, '', {}, { method: 'GET', path: '/graphql?query=mutation%20cop%20%7B__typename%7D' })).seen,
    ).toBe('405 METHOD_NOT_ALLOWED');
  });

  it('POST based url-encoded query (possible CSRF)', async () => {
    expect(
      (await send(api.port, new URLSearchParams({ query: 'query cop { __typename }' }).toString(), form)).seen,
    ).toBe('415 UNSUPPORTED_MEDIA_TYPE');
    expect(
      (await send(api.port, new URLSearchParams({ query: 'mutation cop { __typename }' }).toString(), form)).seen,
    ).toBe('415 UNSUPPORTED_MEDIA_TYPE');
  });

  it('GraphQL IDE', async () => {
    for (const path of ['/', '/graphiql', '/playground', '/console', '/graphql', '/altair', '/explorer']) {
      const { status, body } = await send(api.port, '', { accept: 'text/html' }, { method: 'GET', path });
      expect([path, status >= 400]).toEqual([path, true]);
      expect(body).not.toMatch(/graphiql|playground|altair|<html/i);
    }
  });

  it('Introspection', async () => {
    const { seen, body } = await ask('query cop { __schema { types { name fields { name } } } }');
    expect(seen).toBe('400 GRAPHQL_VALIDATION_FAILED');
    expect(body).not.toContain('"data"');
  });

  it('Trace Mode', async () => {
    const { seen, body } = await send(api.port, JSON.stringify({ query: 'query cop { __typename }' }), {
      'x-apollo-tracing': '1',
    });
    expect({ seen, body }).toEqual({ seen: '200', body: '{"data":{"__typename":"Query"},"extensions":{"cost":1}}' });
  });

  it('Unhandled Errors Detection', async () => {
    const { seen, body } = await ask('qwerty cop { abc }');
    expect(seen).toBe('400 NOT_GRAPHQL');
    expect(body).not.toMatch(/exception|stacktrace|\bat .*:\d+:\d+|node_modules/i);
  });
});
