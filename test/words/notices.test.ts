import { expect, test } from 'vitest';
import { digestOf } from '../../domain/log/chain.ts';
import { noticeCodes, noticeText } from '../../domain/words/zh-CN/notices.ts';
import { digests, wordsVersion } from '../../domain/words/zh-CN/version.ts';
import { noticeSamples } from './samples.ts';

const texts = noticeCodes.flatMap(code =>
  noticeSamples[code].map(params => noticeText({ code, params: { ...params, number: '20270324-0001' } })),
);

test('the words of a notice change only with the number of their version', () => {
  expect(wordsVersion).toBe(digests.length);
  expect(new Set(digests).size).toBe(digests.length);
  expect(
    digestOf(texts.join('\n')),
    'What is told reads otherwise: append this digest in domain/words/zh-CN/version.ts.',
  ).toBe(digests.at(-1));
});

test('every notice names its case, and none has a hole in it', () => {
  for (const text of texts) {
    expect(text).toContain('20270324-0001');
    expect(text).not.toMatch(/undefined|\[object|NaN|null/);
  }
});

test('a notice of a later build has no words here, and is refused', () => {
  expect(() => noticeText({ code: 'unheardOf', params: {} })).toThrow('There are no words for the notice unheardOf.');
});

test('a letter asks for an answer within what the ladder gives', () => {
  const asked = noticeSamples.instrumentAddressed
    .filter(({ content }) => content.level === 'L1' && content.within.unit === 'WD')
    .map(params => noticeText({ code: 'instrumentAddressed', params }));
  expect(asked[0]).toMatch(/请在一个工作日内书面答复办理情况。$/);
  expect(asked[2]).toMatch(/请在三个工作日内书面答复办理情况。$/);
});
