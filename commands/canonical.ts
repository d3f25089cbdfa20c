import type { Json } from '../domain/values.ts';

/** The one text of a value, whatever the order of its keys: a repeated command must bring the same. */
export const canonical = (value: unknown): string => JSON.stringify(sorted(JSON.parse(JSON.stringify(value)) as Json));

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each as Json)]),
  );
};
