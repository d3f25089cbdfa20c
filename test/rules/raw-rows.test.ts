import { expect, test } from 'vitest';
import { foundIn, productFiles } from './sources.ts';

/** A row type that nobody compares with the statement: rows of raw SQL come by `rowsOf`, with a shape. */
const uncheckedRows = /\bsql<(?!(?:boolean|string|number)>)/;

const uncheckedIn = (source: string): readonly string[] => source.split('\n').filter(line => uncheckedRows.test(line));

test('no source gives rows of raw SQL a type of its own: their shape is compared in the tests', () => {
  const files = productFiles();
  expect(files.length).toBeGreaterThan(300);
  expect(foundIn(files, uncheckedIn)).toEqual([]);
});

test('the rule finds each way of writing such a type', () => {
  for (const line of ['await sql<{ seq: number }>`select 1 as seq`.execute(db);', '  sql<', 'sql<Row & Key>`'])
    expect(uncheckedIn(line), line).toHaveLength(1);
  expect(uncheckedIn('const isFree = sql<boolean>`pg_try_advisory_xact_lock(1)`;')).toEqual([]);
});
