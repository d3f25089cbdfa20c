import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The files of the repository, also those that are not added yet, by git's pattern. */
export const filesBy = (pattern: string): readonly string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', pattern], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter(file => file !== '');

export const sourceOf = (file: string): string => readFileSync(resolve(root, file), 'utf8');

/** The product's own TypeScript, without tests and benchmarks. */
export const productFiles = (): readonly string[] => filesBy('*.ts').filter(file => !/^(?:test|bench)\//.test(file));

/** What a search finds in files, each with the file's name. */
export const foundIn = (files: readonly string[], search: (source: string) => readonly string[]): readonly string[] =>
  files.flatMap(file => search(sourceOf(file)).map(line => `${file}: ${line.trim()}`));
