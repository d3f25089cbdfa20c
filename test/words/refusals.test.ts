import { expect, test } from 'vitest';
import { readRefusal, type Refusal } from '../../domain/refusal.ts';
import { languages } from '../../domain/language.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { refusalSamples } from './refusal-samples.ts';

const samples: readonly Refusal[] = Object.entries(refusalSamples).flatMap(([code, each]) =>
  each.map((params: object) => ({ code, params: { ...params } })),
);

test.each(languages)('every refusal has a sentence without a hole in %s', language => {
  for (const refusal of samples) {
    const text = refusalText(refusal, language);
    expect(text, refusal.code).not.toMatch(/undefined|\[object|NaN|\bnull\b|function|=>/);
    expect(text, refusal.code).toMatch(/[.。a-z-][^.。]*$/);
    expect(text.length, refusal.code).toBeGreaterThan(8);
  }
});

test('a Chinese refusal is Chinese, and an English one keeps Chinese to what it quotes', () => {
  const quoted = /督办单〔2027〕12号|中-1|营业执照|平面布局图|店招效果图|长期无法办理。/g;
  // A word of the protocol of persisted queries, which clients look for in every language.
  for (const refusal of samples.filter(({ code }) => code !== 'http.notPersisted')) {
    expect(refusalText(refusal, 'zh-CN').match(/\p{Script=Han}/gu)?.length, refusal.code).toBeGreaterThan(6);
    expect(refusalText(refusal, 'en').replace(quoted, ''), refusal.code).not.toMatch(/[\p{Script=Han}，。；“”]/u);
  }
});

test('a Chinese refusal names acts, roles and states by their titles', () => {
  const text = (code: keyof typeof refusalSamples) =>
    refusalText({ code, params: { ...(refusalSamples[code][0] as object) } }, 'zh-CN');
  expect(text('case.wrongState')).toBe('本件现为“审核中”，不能办理“受理”；该事项须在下列状态办理：已收件、挂起。');
  expect(text('actor.wrongRole')).toBe('“延期”由负责人或者督办办理，您现在的身份是经办，请由相应人员办理。');
  expect(text('case.suspended')).toBe(
    '本件自 2027-03-24 09:30 起中止办理（不可抗力，文书中-1），请待恢复办理后再办理“答复”。',
  );
});

test.each(languages)('a refusal that was stored as JSON reads the same in %s', language => {
  for (const refusal of samples)
    expect(refusalText(readRefusal(JSON.parse(JSON.stringify(refusal)))!, language)).toBe(
      refusalText(refusal, language),
    );
});

test.each(languages)('a refusal of a later build is told by its code in %s', language => {
  expect(refusalText({ code: 'step.unheardOf', params: { found: 'x' } }, language)).toContain('step.unheardOf');
});
