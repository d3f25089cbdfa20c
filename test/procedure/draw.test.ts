import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draw } from '../../domain/procedure.ts';
import { long } from '../support/tags.ts';

/** As anybody does it by hand: `printf '%s\n%s' SEED ITEM | sha256sum` of each, the lowest first. */
const byHand = (list: readonly string[], seed: string, count: number): readonly string[] =>
  list
    .map(item => [createHash('sha256').update(`${seed}\n${item}`).digest('hex'), item] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, count)
    .map(([, item]) => item);

const lists = fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), { maxLength: 20 });

test('whoever has list and seed draws the same again, by sha256sum alone, in whatever order the list is', () => {
  fc.assert(
    fc.property(lists, fc.string({ unit: 'grapheme-ascii' }), fc.nat(25), (list, seed, count) => {
      const drawn = draw(list, { seed, count });
      expect(drawn).toEqual(byHand(list, seed, count));
      expect(draw(list.toReversed(), { seed, count })).toEqual(drawn);
      expect(drawn).toHaveLength(Math.min(count, list.length));
    }),
  );
});

test('another seed draws others: each of ten is drawn about as often as any other', long, () => {
  const list = Array.from({ length: 10 }, (_, nth) => `enterprise-${nth}`);
  const often = new Map(list.map(item => [item, 0]));
  for (let nth = 0; nth < 1_000; nth += 1)
    for (const item of draw(list, { seed: `seed ${nth}`, count: 3 })) often.set(item, often.get(item)! + 1);
  for (const [item, count] of often) expect(Math.abs(count - 300), item).toBeLessThan(60);
});

test('what stands twice in a list is drawn once', () => {
  expect(draw(['a', 'a', 'b'], { seed: 's', count: 3 }).toSorted()).toEqual(['a', 'b']);
});
