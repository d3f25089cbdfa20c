import { expect, it } from 'vitest';
import { createRefusedLines } from '../../../api/http/refused-lines.ts';
import { ask, openServer, token } from './test-server.ts';

it('a flood of refused requests gets twenty lines a second, and the next line says how many had none', () => {
  let now = 0;
  const lineOf = createRefusedLines(() => now);
  expect(Array.from({ length: 100 }, lineOf).filter(found => found !== undefined)).toEqual(Array(20).fill(0));
  now = 999;
  expect(lineOf()).toBeUndefined();
  now = 1_000;
  expect([lineOf(), lineOf()]).toEqual([81, 0]);
});

it('what is served is logged each time, also behind a flood of refused requests', async () => {
  const server = await openServer();
  const signed = { authorization: `Bearer ${await token(server)}` };
  // At once: one after the other a busy machine takes more than a second for twenty of them.
  await Promise.all(Array.from({ length: 300 }, () => ask(server.url, '{ nothing }', undefined, signed)));
  for (let served = 0; served < 30; served += 1) await ask(server.url, '{ me }');
  const lines = server.lines.map(line => JSON.parse(line) as { outcome?: string });
  expect(lines.filter(({ outcome }) => outcome === 'served')).toHaveLength(30);
  expect(lines.filter(({ outcome }) => outcome === 'refused').length).toBeLessThan(300);
  await server.stop();
});
