/**
 * The one JSON text of a value whatever the order of its keys: RFC 8785 (JSON Canonicalization Scheme). Keys are sorted
 * by their UTF-16 code units at every level, numbers and strings are written as JSON.stringify writes them. A key
 * without a value is left out.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
  return `{${members.join(',')}}`;
}
