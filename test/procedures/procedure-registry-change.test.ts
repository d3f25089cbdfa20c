import { expect, test } from 'vitest';
import { agree, caseOf } from '../../domain/testing.ts';
import { procedureRegistryChange } from '../../workflows/procedures/procedure-registry-change.v1.ts';

/** 24 March 2027 is a Wednesday. */
const reviewed = () =>
  caseOf(procedureRegistryChange).receive({ at: '2027-03-24 10:00' }).answer('own', agree).answer('legal', agree);
const adopt = { chose: 'adopt', reasons: [{ text: '同意' }] } as const;

test('opinion, review of legality, seven days of publicity, a decision, and the new guide', () => {
  const one = reviewed();
  expect(one.due('step:notice'), '25 … 31').toBe('2027-03-31 24:00');
  one.until('2027-04-01 00:00').answer('decide', adopt).answer('publish', { version: 'v2' });
  expect(one.clock('promise').verdict).toBe('met');
});

test('a decision after 20 working days breaks the promise, and the authority held the days', () => {
  const one = reviewed().at('2027-05-10 10:00').answer('decide', adopt).answer('publish', { version: 'v2' });
  expect(one.clock('promise').verdict).toBe('late');
  expect(Object.keys(one.heldBy)).toContain('service-authority');
});
