import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bucket } from '../../operations/recovery/bucket.ts';

// (P35)
test('a process begins as many cases of batches a second as it is told, however often it looks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 200 }),
      (rate, looks) => {
        let now = 1_000_000;
        const bucket = new Bucket(rate, () => now);
        const begun: { readonly at: number; readonly cases: number }[] = [];
        for (const after of looks) {
          now += after;
          const cases = Math.min(20, bucket.left);
          bucket.take(cases);
          begun.push({ at: now, cases });
        }
        for (const { at: from } of begun) {
          const within = begun.filter(({ at }) => at >= from && at < from + 1_000);
          // Those of the second before may have been saved up.
          expect(within.reduce((sum, { cases }) => sum + cases, 0)).toBeLessThanOrEqual(2 * rate);
        }
        const total = begun.reduce((sum, { cases }) => sum + cases, 0);
        expect(total).toBeLessThanOrEqual(rate + ((now - 1_000_000) * rate) / 1_000);
      },
    ),
  );
});

test('a process that looks twice a second begins all that it may, and rests no longer than it must', () => {
  let now = 0;
  const bucket = new Bucket(20, () => now);
  let begun = 0;
  for (now = 0; now < 10_000; now += 500) {
    const cases = bucket.left;
    bucket.take(cases);
    begun += cases;
  }
  expect(begun).toBe(20 + 9.5 * 20);
});
