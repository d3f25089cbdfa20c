import { expect, test } from 'vitest';
import { filesBy, sourceOf } from './sources.ts';

const longest = 100;

/**
 * The title of a test or of a group of tests: the text that begins its call, or that follows the rows of an `each`.
 * Tests that share a body are called by other names, so every text that begins the call of a call's result counts.
 */
const titled =
  /(?:^\s*(?:test|it|describe)(?:\.\w+)?|\))\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)\s*(\+?)/gm;

interface Title {
  readonly text: string;
  /** More text is added to it: a title that fits needs none. */
  readonly goesOn: boolean;
}

const titlesOf = (code: string): readonly Title[] =>
  [...code.matchAll(titled)].map(([, text, plus]) => ({ text: text!.slice(1, -1), goesOn: plus === '+' }));

const isLong = ({ text, goesOn }: Title): boolean => goesOn || text.length > longest;

const files = filesBy('test/*.ts').filter(file => file !== 'test/rules/titles.test.ts');

test('titles are found before a body, after rows, in groups, and in every kind of quotes', () => {
  const code = [
    "test('it holds', () => {});",
    'describe("a group", () => {',
    '  it.skipIf(windows)(`of ${kind}`, async () => {});',
    "  it.each([['a', f(1)], ['b', 2]] as const)(",
    "    'of %s',",
    '    () => {},',
    '  );',
    "  test('goes ' + 'on', () => {});",
    '});',
  ].join('\n');
  expect(titlesOf(code)).toEqual([
    { text: 'it holds', goesOn: false },
    { text: 'a group', goesOn: false },
    { text: 'of ${kind}', goesOn: false },
    { text: 'of %s', goesOn: false },
    { text: 'goes ', goesOn: true },
  ]);
  expect([{ text: 'x'.repeat(longest), goesOn: false }].filter(isLong)).toEqual([]);
  expect([{ text: 'x'.repeat(longest + 1), goesOn: false }].filter(isLong)).toHaveLength(1);
});

test(`no title of a test is longer than ${longest} characters`, () => {
  const titles = files.flatMap(file => titlesOf(sourceOf(file)).map(title => ({ file, ...title })));
  expect(titles.length).toBeGreaterThan(1_000);
  expect(titles.filter(isLong).map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});
