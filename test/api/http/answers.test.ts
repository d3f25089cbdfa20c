import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, openServer, secretName, type TestServer } from './test-server.ts';

let server: TestServer;
let development: TestServer;
beforeAll(async () => {
  [server, development] = await Promise.all([openServer(), openServer({ production: false })]);
});
afterAll(() => Promise.all([server.stop(), development.stop()]));

describe('what a caller is told', () => {
  it('a fault of ours is masked and names the request id', async () => {
    const { status, body, headers } = await ask(server.url, '{ fault me }');
    const requestId = headers.get('x-request-id');
    expect(status).toBe(200);
    expect(body).toEqual({
      data: { fault: null, me: null },
      extensions: { cost: 2 },
      errors: [
        expect.objectContaining({
          message: `Something failed on our side. Tell the operator the request id ${requestId}.`,
          path: ['fault'],
          extensions: { code: 'INTERNAL', requestId },
        }),
      ],
    });
  });

  it('a context that cannot be made is answered with 500, masked', async () => {
    const broken = await openServer({
      contextOf: () => {
        throw new Error(secretName);
      },
    });
    const { status, code, body } = await ask(broken.url, '{ me }');
    expect({ status, code }).toEqual({ status: 500, code: 'INTERNAL' });
    expect(JSON.stringify(body) + broken.lines.join('')).not.toContain(secretName);
    await broken.stop();
  });

  it('while the database is away, silent or full a caller is told to ask again, with 503 and when', async () => {
    for (const fault of [
      { code: '57P01' },
      { code: '53300' },
      { code: '53100' },
      { code: 'ECONNREFUSED' },
      { message: 'Query read timeout' },
      { message: 'Connection terminated unexpectedly' },
    ]) {
      const away = await openServer({
        contextOf: () => {
          throw Object.assign(new Error(secretName), fault);
        },
      });
      const { status, code, body, headers } = await ask(away.url, '{ me }');
      expect({ status, code, again: headers.get('retry-after') }, JSON.stringify(fault)).toEqual({
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
        again: '5',
      });
      expect(JSON.stringify(body) + away.lines.join('')).not.toContain(secretName);
      expect(body.errors?.[0]?.message).toContain('ask again with the same commandId');
      expect(away.lines.join('')).toContain('"msg":"a request failed"');
      await away.stop();
    }
    const wrong = await openServer({
      contextOf: () => {
        throw Object.assign(new Error(secretName), { code: '23505' });
      },
    });
    expect((await ask(wrong.url, '{ me }')).status, 'a bug stays one').toBe(500);
    await wrong.stop();
  });

  it('production suggests no names and answers no introspection; development does both', async () => {
    expect((await ask(server.url, '{ requestIdd }')).body.errors?.[0]?.message).toBe(
      'Cannot query field "requestIdd" on type "Query".',
    );
    expect((await ask(server.url, '{ say(colour: GREN) }')).body.errors?.[0]?.message).not.toContain('GREEN');
    expect((await ask(server.url, '{ __schema { types { name } } }')).status).toBe(400);
    expect((await ask(server.url, '{ __type(name: "Query") { name } }')).status).toBe(400);
    expect((await ask(server.url, '{ __typename }')).body.data).toEqual({ __typename: 'Query' });
    expect((await ask(development.url, '{ requestIdd }')).body.errors?.[0]?.message).toContain(
      'Did you mean "requestId"',
    );
    expect((await ask(development.url, '{ __schema { queryType { name } } }')).body.data).toEqual({
      __schema: { queryType: { name: 'Query' } },
    });
  });

  it("GraphiQL's question for the whole schema is within the limits", async () => {
    const query = getIntrospectionQuery({
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      oneOf: true,
    });
    expect(await ask(development.url, query)).toMatchObject({
      status: 200,
      body: { data: { __schema: { queryType: { name: 'Query' } } } },
    });
  });

  it('GraphiQL is one page that needs no other address', async () => {
    const response = await fetch(`${development.url}/graphiql`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'");
    const page = await response.text();
    expect(page).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="https?:/u);
  });

  it('the first page leads to GraphiQL, and each of its links is there', async () => {
    const response = await fetch(development.url);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const links = [...(await response.text()).matchAll(/href="([^"]+)"/gu)].map(([, path]) => path!);
    expect(links).toContain('/graphiql');
    for (const path of links) expect((await fetch(development.url + path)).status, path).not.toBe(404);
  });

  it('production serves neither GraphiQL nor the keys of the local issuer', async () => {
    for (const path of ['/graphiql', '/.well-known/jwks.json', '/', '/graphql/'])
      expect((await fetch(server.url + path)).status).toBe(404);
    expect(await (await fetch(`${development.url}/.well-known/jwks.json`)).json()).toEqual(development.keys);
  });
});
