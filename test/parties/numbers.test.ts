import { expect, test } from 'vitest';
import { isCreditCode } from '../../domain/parties/credit-code.ts';
import { isIdentityNumber } from '../../domain/parties/identity-number.ts';
import { issuesOfParty } from '../../domain/parties/check-party.ts';

/** The example of GB 32100-2015. */
const code = '91350100M000100Y43';
/** The example of GB 11643-1999. */
const number = '11010519491231002X';

/** The text with each of its places changed to some other character of the alphabet. */
const changed = (text: string, alphabet: string): readonly string[] =>
  Array.from(text).flatMap((one, place) =>
    Array.from(alphabet)
      .filter(each => each !== one)
      .map(each => `${text.slice(0, place)}${each}${text.slice(place + 1)}`),
  );

test('a credit code is known by its check character: every wrong character is found', () => {
  expect(isCreditCode(code)).toBe(true);
  expect(changed(code, '0123456789ABCDEFGHJKLMNPQRTUWXY').filter(isCreditCode)).toEqual([]);
  for (const other of [code.slice(1), `${code}0`, code.toLowerCase(), '91350100I000100Y43', ''])
    expect(isCreditCode(other), other).toBe(false);
});

test('an identity number is known by its check character and a birthday that exists', () => {
  expect(isIdentityNumber(number)).toBe(true);
  expect(changed(number, '0123456789').filter(isIdentityNumber)).toEqual([]);
  // Its check character fits; the day is none.
  const days = Array.from({ length: 11 }, (_, place) => `1101051949023100${String(place).padStart(2, '0')}`);
  expect(days.filter(isIdentityNumber)).toEqual([]);
  expect(isIdentityNumber(number.toLowerCase())).toBe(false);
});

test('a party has the number of its kind and no other, and every place that does not fit is told', () => {
  const organisation = { kind: 'organisation', name: '某公司', creditCode: code } as const;
  expect(issuesOfParty(organisation)).toEqual([]);
  expect(issuesOfParty({ kind: 'person', name: '某人', identityNumber: number, telephone: '13900000000' })).toEqual([]);
  expect(issuesOfParty({ ...organisation, identityNumber: number }).map(each => each.path)).toEqual([
    ['identityNumber'],
  ]);
  const wrong = { kind: 'person', name: ' ', identityNumber: '110105194912310021', telephone: '电话' } as const;
  const issues = issuesOfParty(wrong);
  expect(issues.map(each => each.path[0])).toEqual(['name', 'identityNumber', 'telephone']);
  expect(JSON.stringify(issues), 'what was given is not repeated').not.toContain('110105194912310021');
});
