import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadProcedures, unavailableIn } from '../../bin/compose/procedures.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';

const folder = new URL('../../workflows/procedures/', import.meta.url);

test('every shipped procedure loads, is walked without a fault, and is received in the demonstration', async () => {
  const procedures = await loadProcedures(demonstrationDirectory);
  const files = (await readdir(folder)).filter(file => file.endsWith('.ts'));
  expect([...procedures.keys()]).toEqual(files.map(file => file.slice(0, -3)).toSorted());
  expect(unavailableIn(procedures, demonstrationDirectory)).toEqual(new Map());
}, 120_000);

test('every shipped procedure is short: at most 60 lines', async () => {
  for (const file of (await readdir(folder)).filter(each => each.endsWith('.ts'))) {
    const text = await readFile(new URL(file, folder), 'utf8');
    expect(text.trimEnd().split('\n').length, file).toBeLessThanOrEqual(60);
  }
});
