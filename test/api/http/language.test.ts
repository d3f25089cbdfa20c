import { request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openServer, type TestServer } from './test-server.ts';
import { defined } from '../../../domain/defined.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.stop());

interface Told {
  readonly message: string;
  readonly language: string | undefined;
  readonly vary: string | undefined;
}

/** Sends exactly these headers: `fetch` adds an `accept-language` of its own. */
const told = (body: string, acceptLanguage?: string): Promise<Told> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...defined({ 'accept-language': acceptLanguage }),
    };
    const asking = request(`${server.url}/graphql`, { method: 'POST', headers }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => {
        const { errors } = JSON.parse(text) as { errors: readonly { readonly message: string }[] };
        resolve({
          message: errors[0]!.message,
          language: response.headers['content-language'],
          vary: response.headers.vary,
        });
      });
    });
    asking.on('error', reject).end(body);
  });

it.each([
  [undefined, 'zh-CN', '请求内容不是有效的 JSON'],
  ['*', 'zh-CN', '请求内容不是有效的 JSON'],
  ['fr', 'zh-CN', '请求内容不是有效的 JSON'],
  ['zh', 'zh-CN', '请求内容不是有效的 JSON'],
  ['en-GB,en;q=0.9', 'en', 'The body is not valid JSON.'],
  ['zh-CN;q=0.5, en;q=0.8', 'en', 'The body is not valid JSON.'],
  ['en;q=0, zh', 'zh-CN', '请求内容不是有效的 JSON'],
])('with accept-language %s a request that is no JSON is refused in %s', async (asked, language, begins) => {
  const answer = await told('no JSON', asked);
  expect(answer).toMatchObject({ language, vary: 'accept-language' });
  expect(answer.message).toContain(begins);
});

it('a fault behind the schema is told in the language that was asked for', async () => {
  const fault = JSON.stringify({ query: '{ fault }' });
  expect((await told(fault, 'zh-CN')).message).toMatch(/^系统发生故障，请将请求编号 /);
  expect((await told(fault, 'en')).message).toMatch(/^Something failed on our side\./);
});
