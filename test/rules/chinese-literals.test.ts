import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** The law, by code, and data that is Chinese by itself: calendars, the demonstration, samples of what people write. */
const mayBeChinese = [
  'domain/calendar/arrangement.ts',
  'domain/calendar/imports/event-kind.ts',
  'domain/calendar/published.ts',
  'domain/calendar/regulation/regulation.ts',
  'domain/directory/demonstration.ts',
  'domain/law.ts',
  'domain/procedure/check/walk/sample.ts',
];

/** A comment, or a text that may look like one inside. */
const commentOrText = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/gu;

/** The lines that hold a Chinese character outside comments. */
const chineseLinesOf = (code: string): readonly string[] =>
  code
    .replace(commentOrText, found => (found.startsWith('/') ? '' : found))
    .split('\n')
    .filter(line => /\p{Script=Han}/u.test(line))
    .map(line => line.trim());

const files = execFileSync('git', ['ls-files', '-z', 'domain/*.ts'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(file => file !== '' && !file.startsWith('domain/words/'));

test('Chinese in a comment is no text, in a text it is one', () => {
  expect(chineseLinesOf("/** 时限 */\nconst a = '时限'; // 时限\nconst b = `${'//'}时限`;\n/* 时\n限 */")).toEqual([
    "const a = '时限';",
    "const b = `${'//'}时限`;",
  ]);
});

test('the domain holds no Chinese text outside its words, the law and its data', () => {
  expect(files.length).toBeGreaterThan(200);
  const chinese = files.flatMap(file =>
    chineseLinesOf(readFileSync(resolve(root, file), 'utf8')).map(line => `${file}: ${line}`),
  );
  expect(chinese.filter(line => !mayBeChinese.includes(line.split(': ')[0]!))).toEqual([]);
  expect([...new Set(chinese.map(line => line.split(': ')[0]!))]).toEqual(mayBeChinese);
});
