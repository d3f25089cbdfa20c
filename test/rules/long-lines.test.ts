import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const columns = 120;

/** Their tables are set by hand, or each line of them is one error that the compiler must find. */
const isSetByHand = (file: string): boolean =>
  /^(workflows\/procedures|test\/procedure\/procedures)\//.test(file) || file.endsWith('.test-d.ts');

const files = execFileSync('git', ['ls-files', '-z', '*.ts'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(file => file !== '' && !isSetByHand(file));

test(`no line of the source or the tests is longer than ${columns} columns`, () => {
  expect(files.length).toBeGreaterThan(300);
  const long = files.flatMap(file =>
    readFileSync(resolve(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.length > columns ? [`${file}:${index + 1}`] : [])),
  );
  expect(long).toEqual([]);
});
