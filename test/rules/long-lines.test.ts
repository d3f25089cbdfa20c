import { expect, test } from 'vitest';
import { filesBy, sourceOf } from './sources.ts';

const columns = 120;

/** Their tables are set by hand, or each line of them is one error that the compiler must find. */
const isSetByHand = (file: string): boolean => file.startsWith('workflows/procedures/') || file.endsWith('.test-d.ts');

const files = filesBy('*.ts').filter(file => !isSetByHand(file));

test(`no line of the source or the tests is longer than ${columns} columns`, () => {
  expect(files.length).toBeGreaterThan(300);
  const long = files.flatMap(file =>
    sourceOf(file)
      .split('\n')
      .flatMap((line, index) => (line.length > columns ? [`${file}:${index + 1}`] : [])),
  );
  expect(long).toEqual([]);
});
