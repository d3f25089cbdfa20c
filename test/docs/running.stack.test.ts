import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodWay, government, nobodyActs, supervisor } from '../../cli/demo/stories.ts';
import { startProduct, type TestProduct } from '../support/product.ts';
import { blocksOf } from './blocks.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product.stop();
});

interface Happened {
  readonly at: string;
  readonly type: string;
  readonly clock: string | null;
  readonly step: string | null;
  readonly instrument: string | null;
}

/** A case's events as the demo prints them: time, type, and what it was about. */
async function timeline(id: string): Promise<readonly string[]> {
  const { case: found } = await product.api.ask<{ case: { timeline: { edges: { node: Happened }[] } } }>(
    supervisor(government),
    `query Timeline($id: ID!) {
      case(id: $id) { timeline(first: 100) { edges { node { at type clock step instrument } } } }
    }`,
    { id },
  );
  return found.timeline.edges.map(({ node: { at, type, instrument, clock, step } }) =>
    [at.slice(0, 16).replace('T', ' '), type, instrument ?? clock ?? step ?? ''].join(' ').trim(),
  );
}

/** The same of a line in the README: its first three columns; the fourth says it in words. */
const told = (line: string): string =>
  [line.slice(0, 16), line.slice(18, 38).trim(), line.slice(39, 55).trim()].join(' ').trim();

let stories: readonly { readonly id: string }[] = [];

test.each(['README.md', 'README.zh-CN.md'])('the timelines of %s are those of a real run of the demo', async readme => {
  const blocks = (await blocksOf(readme)).filter(({ info }) => info === 'text timeline');
  if (stories.length === 0) stories = [await goodWay(product.api, () => {}), await nobodyActs(product.api, () => {})];
  expect(blocks).toHaveLength(stories.length);
  for (const [index, { text }] of blocks.entries()) {
    const happened = await timeline(stories[index]!.id);
    const lines = text.trimEnd().split('\n').map(told);
    expect(lines.length).toBeGreaterThan(10);
    expect(happened.filter(line => lines.includes(line))).toEqual(lines);
  }
});

test('a healthy stack answers what the operating document shows', async () => {
  const [shown] = (await blocksOf('docs/operating.md')).filter(({ info }) => info === 'json ready');
  const response = await fetch(`${product.url}/health/ready`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(JSON.parse(shown!.text));
});
