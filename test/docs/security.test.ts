import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, textOf } from './blocks.ts';

test('every test that the page of security names is there, under that name', async () => {
  const text = await textOf('docs/security.md');
  const named = [...text.matchAll(/`(test\/[\w./-]+\.ts)` "([^"]+)"/g)].map(([, file = '', title = '']) => ({
    file,
    title,
  }));
  expect(named.length).toBeGreaterThan(25);
  for (const { file, title } of named) {
    expect(existsSync(new URL(file, root)), file).toBe(true);
    expect(await textOf(file), file).toContain(title);
  }
});

test('the page of security has a row for each chapter that applies, and each names a test', async () => {
  const rows = (await textOf('docs/security.md')).split('\n').filter(line => /^\| V\d+ /.test(line));
  expect(rows.map(row => Number(/^\| V(\d+)/.exec(row)![1]))).toEqual(
    Array.from({ length: 16 }, (_, index) => index + 1),
  );
  expect(rows.filter(row => !/`test\/[\w./-]+\.ts` "[^"]+" ?[;|]/.test(row))).toEqual([]);
});
