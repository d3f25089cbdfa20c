import { expect, test } from 'vitest';
import { caseOf, supervisor } from '../../domain/testing.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { refusal } from '../case/refusal.ts';

/** Who issues, signs and closes each level, by the table of the ladder. */
const issuers = {
  L1: 'service-authority',
  L2: 'supervision-office',
  L3: 'supervision-office',
  L4: 'district-government',
} as const;
const authorities = ['service-authority', 'supervision-office', 'district-government'];
const levels = Object.keys(issuers) as (keyof typeof issuers)[];
const inReview = () => caseOf(restaurantOpening).receive({ at: '2027-03-24T10:00' }).at('2027-03-24T11:00').accept();

test.each(levels)('%s is started, signed and closed by its own authority, and by no other', level => {
  const start = { type: 'startInstrument', level, clock: 'promise', reason: { text: '督查' } } as const;
  const instrument = `${level}:promise`;
  const [sign, close] = [
    { type: 'signInstrument', instrument },
    { type: 'closeInstrument', instrument, conclusion: '已整改' },
  ] as const;
  const own = supervisor(issuers[level]);
  const others = authorities.filter(each => each !== issuers[level]).map(each => supervisor(each));
  const one = inReview();
  for (const other of others)
    expect(
      refusal(() => one.act(other, start)),
      other.unit,
    ).toBe('actor.wrongUnit');
  one.act(own, start);
  for (const other of others)
    for (const command of [sign, close])
      expect(
        refusal(() => one.act(other, command)),
        `${other.unit} ${command.type}`,
      ).toBe('actor.wrongUnit');
  // A draft without a number, or one that needs no signature: what is refused is not who asks.
  expect(refusal(() => one.act(own, sign))).toBe(
    level === 'L3' || level === 'L4' ? 'instrument.notDrafted' : 'instrument.needsNoSignature',
  );
  expect(refusal(() => one.act(own, close))).toBe('accepted');
});
