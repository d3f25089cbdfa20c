import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');

/** A row type that nobody compares with the statement: rows of raw SQL come by `rowsOf`, with a shape. */
const uncheckedRows = /\bsql<(?!(?:boolean|string|number)>)/;

const uncheckedIn = (source: string): readonly string[] => source.split('\n').filter(line => uncheckedRows.test(line));

test('no source gives rows of raw SQL a type of its own: their shape is compared in the tests', () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(file => /^(?!test\/|bench\/).+\.ts$/.test(file));
  expect(files.length).toBeGreaterThan(300);
  const found = files.flatMap(file =>
    uncheckedIn(readFileSync(resolve(root, file), 'utf8')).map(line => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test('the rule finds each way of writing such a type', () => {
  for (const line of ['await sql<{ seq: number }>`select 1 as seq`.execute(db);', '  sql<', 'sql<Row & Key>`'])
    expect(uncheckedIn(line), line).toHaveLength(1);
  expect(uncheckedIn('const isFree = sql<boolean>`pg_try_advisory_xact_lock(1)`;')).toEqual([]);
});
