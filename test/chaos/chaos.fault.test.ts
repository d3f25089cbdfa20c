import { expect, test } from 'vitest';
import { chaos } from './chaos.ts';

test('whatever is killed, halted or put back, nothing is lost, doubled, told wrongly, early or missed', async () => {
  const { lacks, audit, families, toldWrongly, unanswered, deaths } = (await chaos({
    seed: 5,
    milliseconds: 120_000,
    atMost: 300_000,
  }))!;
  expect(audit.findings).toEqual([]);
  expect(families.found).toEqual([]);
  expect(toldWrongly).toEqual([]);
  expect(unanswered).toBe(0);
  expect(lacks, 'without every kind of fault, and enough done between them, nothing is proven').toEqual([]);
  expect(Object.keys(deaths).length).toBeGreaterThan(0);
}, 600_000);
