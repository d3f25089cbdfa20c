import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createDocumentCache } from '../../../api/http/document-cache.ts';
import { createExecutor } from '../../../api/http/execute.ts';
import { defaultLimits } from '../../../api/http/limits.ts';

/** About 2,000 tokens, more than a megabyte of memory each. */
const large = (index: number): string => `{ node(id: [${'1 '.repeat(1_975)}]) { id } } #${index}`;

describe('the cache of documents', () => {
  it('holds as many as fit by their size, and drops the one unused the longest', () => {
    const cache = createDocumentCache(4_000_000);
    for (const index of [0, 1, 2]) cache.keep(large(index), parse(large(index)));
    expect(cache.get(large(0))).toBeDefined();
    cache.keep(large(3), parse(large(3)));
    expect([0, 1, 2, 3].map(index => cache.get(large(index)) !== undefined)).toEqual([true, false, true, true]);
  });

  it('holds more of the small ones', () => {
    const cache = createDocumentCache(4_000_000);
    const small = (index: number): string => `{ me } #${index}`;
    for (let index = 0; index < 1_000; index += 1) cache.keep(small(index), parse(small(index)));
    expect(cache.get(small(0))).toBeDefined();
  });

  it('takes a document only once, whatever is said of it twice', () => {
    const cache = createDocumentCache(4_000_000);
    const first = parse(large(0));
    for (let times = 0; times < 5; times += 1) cache.keep(large(0), first);
    cache.keep(large(1), parse(large(1)));
    expect(cache.get(large(0))).toBe(first);
  });
});

it('the executor says which documents passed validation', async () => {
  const execute = createExecutor(buildSchema('type Query { me: String }'), true, defaultLimits);
  const isValid = async (query: string): Promise<boolean> => (await execute({ query }, parse(query), {})).isValid;
  expect([await isValid('{ me }'), await isValid('{ you }'), await isValid('{ me(id: [1 2 3]) }')]).toEqual([
    true,
    false,
    false,
  ]);
});
