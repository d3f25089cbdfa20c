import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type TestProduct } from '../support/product.ts';
import { blocksOf } from './blocks.ts';

let product: TestProduct;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product.stop(); });

/** The first line of an example names who asks: `# officer fire-rescue`, `# nobody`. */
const callerOf = (text: string) => {
  const [, as = '', unit] = /^# ([\w-]+)(?: ([\w-]+))?$/m.exec(text) ?? [];
  return as === 'nobody' ? undefined : { as, ...(unit !== undefined && { unit }) };
};

const typenames = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null ? [] : Object.entries(value).flatMap(([key, each]) => (key === 'code' ? [String(each)] : typenames(each)));

test('every example of the API document runs in order, each in the role that it names, and none is refused', async () => {
  const examples = (await blocksOf('docs/api.md')).filter(block => block.info === 'graphql');
  expect(examples.length).toBeGreaterThan(6);
  let caseId: string | undefined;
  for (const { text } of examples) {
    const data = await product.api.ask<Record<string, { case?: { id?: string } }>>(callerOf(text), text, text.includes('$case') ? { case: caseId } : {});
    expect(typenames(data), text).toEqual([]);
    caseId ??= data['startRestaurantOpening']?.case?.id;
  }
  expect(caseId).toBeDefined();
});
