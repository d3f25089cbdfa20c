import { expect, test } from 'vitest';
import { growthOf, stretchesOf, type Sample } from './memory.ts';

const mebibyte = 1024 * 1024;
/** A sample every half minute; the heap saws between what lives and 40 MB more. */
const samplesOf = (minutes: number, liveMb: (minute: number) => number): Sample[] =>
  Array.from({ length: minutes * 2 }, (_, index) => ({
    milliseconds: index * 30_000,
    resident: (200 + index) * mebibyte,
    heap: (liveMb(index / 2) + (index % 4) * 10) * mebibyte,
  }));

test('a heap that saws without growing has grown by nothing', () => {
  expect(growthOf(samplesOf(60, () => 60))).toBe(0);
});

test('a heap that fills in the first quarter and stays has grown by nothing', () => {
  expect(growthOf(samplesOf(60, minute => 60 + Math.min(minute, 12)))).toBe(0);
});

test('a heap that grows by 2 MB a minute has grown by what lies between the quarters', () => {
  const growth = growthOf(samplesOf(60, minute => 60 + 2 * minute))!;
  expect(growth).toBeGreaterThanOrEqual(58);
  expect(growth).toBeLessThanOrEqual(62);
});

test('a run of less than eight minutes says nothing of growth', () => {
  expect(growthOf(samplesOf(7, minute => 60 + 10 * minute))).toBeUndefined();
  expect(growthOf([])).toBeUndefined();
});

test('stretches are at most twelve, with the most that was resident and the least of the heap', () => {
  const stretches = stretchesOf(samplesOf(60, () => 60));
  expect(stretches.map(({ fromMinute }) => fromMinute)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
  expect(stretches[0]).toEqual({ fromMinute: 0, residentMb: 209, heapMb: 60 });
});
