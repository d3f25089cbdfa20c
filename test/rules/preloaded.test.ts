import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '..', '..');

/**
 * Whether the SDK's freezing of what a module exports would reach a schema, or a pattern that one tests by: it follows
 * objects and arrays, no functions.
 */
function holdsSchema(value: unknown, seen = new Set<unknown>()): boolean {
  if (value instanceof z.ZodType || value instanceof RegExp) return true;
  if (typeof value !== 'object' || value === null || seen.has(value) || Object.isFrozen(value)) return false;
  seen.add(value);
  return Object.values(value).some(each => holdsSchema(each, seen));
}

test('every module with a schema that a worker evaluates once is closed before the SDK freezes it', async () => {
  const found: string[] = [];
  for await (const file of glob('domain/**/*.ts', { cwd: root })) {
    // oxlint-disable-next-line import/no-dynamic-require -- whatever lies in the folder is looked at
    const module = (await import(join(root, file))) as Readonly<Record<string, unknown>>;
    if (holdsSchema(Object.values(module))) found.push(file);
  }
  const preloaded = await readFile(join(root, 'workflows/preloaded.ts'), 'utf8');
  const names = new Map(
    [...preloaded.matchAll(/^import \* as (\w+) from '\.\.\/(.+)';$/gm)].map(([, name = '', file = '']) => [
      name,
      file,
    ]),
  );
  const closed =
    /for \(const schemas of \[([\w,\s]+)\]\)/
      .exec(preloaded)?.[1]
      ?.split(/,\s*/)
      .map(name => name.trim())
      .filter(name => name !== '')
      .map(name => names.get(name)) ?? [];
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(closed)).toEqual(new Set(found));
  expect(preloaded, "zod's own patterns are closed too").toContain('Object.freeze(jitless.zodPatterns);');
});
