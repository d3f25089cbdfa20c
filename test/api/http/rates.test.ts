import { BlockList } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { RateOptions } from '../../../api/http/rates.ts';
import { closeAll, dial, head, open, untilClosed } from './dialling.ts';
import { ask, post, token, type Answered, type TestServer } from './test-server.ts';

afterEach(closeAll);

const trustedProxies = new BlockList();
trustedProxies.addAddress('127.0.0.1');
const rated = (rates: Partial<RateOptions>): Promise<TestServer> =>
  open({ rates: { perAddress: 1_000, anonymous: 1_000, perPerson: 1_000, trustedProxies, ...rates } });
const from = (server: TestServer, address: string, authorization?: string): Promise<Answered> =>
  ask(server.url, '{ me }', undefined, { 'x-forwarded-for': address, ...(authorization && { authorization }) });
const statuses = async (asked: readonly Promise<Answered>[]): Promise<readonly number[]> =>
  (await Promise.all(asked)).map(({ status }) => status).toSorted((a, b) => a - b);
const repeat = <T>(times: number, of: () => T): T[] => Array.from({ length: times }, of);
const served = (answered: number, refused: number): readonly number[] => [
  ...repeat(answered, () => 200),
  ...repeat(refused, () => 429),
];

it('an address without a token that asks too often is told when to ask again; others are served on', async () => {
  const server = await rated({ anonymous: 3 });
  const answers = await Promise.all(repeat(8, () => from(server, '192.0.2.1')));
  const refused = answers.filter(({ status }) => status === 429);
  expect([answers.length - refused.length, refused.length]).toEqual([3, 5]);
  for (const { code, headers } of refused) expect([code, headers.get('retry-after')]).toEqual(['RATE_EXCEEDED', '1']);
  const flood = repeat(8, () => from(server, '192.0.2.1'));
  expect((await from(server, '192.0.2.2')).status).toBe(200);
  expect((await from(server, '192.0.2.1', `Bearer ${await token(server)}`)).status).toBe(200);
  await Promise.all(flood);
  await expect.poll(async () => (await from(server, '192.0.2.1')).status, { timeout: 3_000 }).toBe(200);
});

it('a person who asks too often is refused from wherever they ask, with whatever token', async () => {
  const server = await rated({ perPerson: 4 });
  const tokens = await Promise.all([token(server), token(server, { expires: 120 })]);
  const asked = repeat(4, () => tokens).flat();
  const answers = asked.map((each, index) => from(server, `192.0.2.${index}`, `Bearer ${each}`));
  expect(await statuses(answers)).toEqual(served(4, 4));
  const another = await token(server, { claims: { sub: 'p-canary' } });
  expect((await from(server, '192.0.2.1', `Bearer ${another}`)).status).toBe(200);
});

it('an address that asks too often is refused, whether its tokens hold or not', async () => {
  const server = await rated({ perAddress: 3 });
  const answers = await Promise.all(repeat(5, () => from(server, '192.0.2.1', 'Bearer wrong')));
  expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([401, 401, 401, 429, 429]);
});

it('a refusal comes when its second is over, so that whoever asks on at once is slowed down', async () => {
  const server = await rated({ anonymous: 1 });
  await from(server, '192.0.2.1');
  const refused: number[] = [];
  const began = performance.now();
  while (performance.now() - began < 2_500) refused.push((await from(server, '192.0.2.1')).status);
  expect(refused.length).toBeLessThan(12);
  expect(refused).toContain(429);
});

it('a large body counts as several requests', async () => {
  const server = await rated({ anonymous: 5 });
  const filling = 'x'.repeat(256 * 1_024 - 100);
  const body = JSON.stringify({ query: '{ me }', extensions: { filling } });
  const sent = (): Promise<Answered> => post(server.url, body, { 'x-forwarded-for': '192.0.2.1' });
  expect(await statuses([sent()])).toEqual([200]);
  expect(await statuses(repeat(4, () => from(server, '192.0.2.1')))).toEqual(served(1, 3));
});

it('while a caller is beyond the rate, a large body is refused unread and the connection ends', async () => {
  const server = await rated({ anonymous: 1 });
  const attempt = async (): Promise<string> => {
    const flood = repeat(3, () => from(server, '127.0.0.1'));
    await flood[0];
    const socket = await dial(server);
    const answer = untilClosed(socket);
    // Should it be taken after all, its second being over: its connection ends as well.
    socket.write(`${head}connection: close\r\ncontent-length: 200000\r\n\r\n${' '.repeat(199_999)}`);
    setTimeout(() => socket.write(' '), 1_500);
    await Promise.all(flood);
    return await answer;
  };
  await expect.poll(attempt, { timeout: 15_000 }).toMatch(/^HTTP\/1\.1 429 [\s\S]*RATE_EXCEEDED/i);
});

it('health is answered however often it is asked, or a proxy would take the process for dead', async () => {
  const server = await rated({ perAddress: 1, anonymous: 1 });
  const asked = await Promise.all(repeat(10, () => fetch(`${server.url}/health/ready`)));
  expect(asked.map(({ status }) => status)).toEqual(repeat(10, () => 200));
});
