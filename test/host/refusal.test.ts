import { describe, expect, test } from 'vitest';
import { readRefusal, Refused } from '../../domain/refusal.ts';

describe('a refusal on its way', () => {
  const refused = new Refused('extension.once', { found: 1, expected: 1 }, 'licensing-law.42');

  test('it comes out of JSON as it went in', () => {
    expect(readRefusal(JSON.parse(JSON.stringify(refused)))).toEqual(refused.refusal);
    const bare = new Refused('case.unknown', {});
    expect(JSON.parse(JSON.stringify(bare))).toEqual({ code: 'case.unknown', params: {} });
    expect(readRefusal(bare.toJSON())).toEqual(bare.refusal);
  });

  test('fields that a later version wrote are left out', () => {
    expect(readRefusal({ ...refused.refusal, words: 3 })).toEqual(refused.refusal);
  });

  test.each([
    undefined,
    null,
    'limit.notPositive',
    {},
    { code: 1, params: {} },
    { code: 'a.b', params: 'x' },
    { code: 'a.b' },
  ])('%j is none', value => {
    expect(readRefusal(value)).toBeUndefined();
  });
});
