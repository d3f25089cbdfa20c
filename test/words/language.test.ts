import { expect, test } from 'vitest';
import { languageOf } from '../../domain/language.ts';

test.each([
  ['zh-CN', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hans-CN, en;q=0.9', 'zh-CN'],
  ['ZH-tw', 'zh-CN'],
  ['en-GB,en;q=0.5', 'en'],
  ['en;q=0.5, zh;q=0.6', 'zh-CN'],
  ['en;q=0.5, zh;q=0.5', 'en'],
  ['fr, de;q=0.9, en;q=0.1', 'en'],
  ['zh;q=0, en;q=0.001', 'en'],
  ['en ; q=0.3 , zh ; q=0.2', 'en'],
  ['zh;q=much, en;q=0.2', 'en'],
])('a reader who accepts "%s" reads %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test.each([undefined, '', '*', 'fr', 'zh;q=0', 'q=1', ';;,,', 'english'])(
  '%s names no language that there is',
  header => {
    expect(languageOf(header)).toBeUndefined();
  },
);
