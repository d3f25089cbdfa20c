import { expect, test } from 'vitest';
import { filesBy, foundIn } from './sources.ts';

/** The law, by code, and data that is Chinese by itself: calendars, the demonstration, samples of what people write. */
const mayBeChinese = [
  'domain/calendar/arrangement.ts',
  'domain/calendar/imports/event-kind.ts',
  'domain/calendar/published.ts',
  'domain/calendar/regulation/regulation.ts',
  'domain/directory/demonstration-units.ts',
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

const files = filesBy('domain/*.ts').filter(file => !file.startsWith('domain/words/'));

test('Chinese in a comment is no text, in a text it is one', () => {
  expect(chineseLinesOf("/** 时限 */\nconst a = '时限'; // 时限\nconst b = `${'//'}时限`;\n/* 时\n限 */")).toEqual([
    "const a = '时限';",
    "const b = `${'//'}时限`;",
  ]);
});

test('the domain holds no Chinese text outside its words, the law and its data', () => {
  expect(files.length).toBeGreaterThan(200);
  const chinese = foundIn(files, chineseLinesOf);
  expect(chinese.filter(line => !mayBeChinese.includes(line.split(': ')[0]!))).toEqual([]);
  expect([...new Set(chinese.map(line => line.split(': ')[0]!))]).toEqual(mayBeChinese);
});
