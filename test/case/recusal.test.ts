import { expect, test } from 'vitest';
import { ladder } from '../../domain/case/capabilities/instruments/ladder.ts';
import type { Command } from '../../domain/case/command.ts';
import { agree, applicant, clerk, head, officer, supervisor } from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';
import { accepted, restaurant } from './restaurant.ts';

const theirs = (actor: Actor): Actor => ({ ...actor, person: 'p-applicant' });
const reason = { text: '督查' };
const acts: readonly (readonly [Actor, Command])[] = [
  [officer('market-regulation'), { type: 'claim', step: 'licence' }],
  [officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree }],
  [head('market-regulation'), { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 1 }, reason }],
  [supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason }],
];

test('nobody acts as an official in a case of their own, whatever the post', () => {
  for (const [actor, command] of acts)
    expect(accepted().tryAct(theirs(actor), command), command.type).toMatchObject({
      code: 'actor.interested',
      params: { act: command.type, found: 'own' },
      basis: { code: 'civil-servant-law.76' },
    });
  expect(restaurant('2027-03-24T10:00').tryAct(theirs(clerk), { type: 'accept' })).toMatchObject({
    code: 'actor.interested',
  });
});

test('who files at the window for themselves as a clerk is refused; as an applicant they file', () => {
  expect(() => restaurant('2027-03-24T10:00', { by: theirs(clerk) })).toThrow('actor.interested');
  expect(restaurant('2027-03-24T10:00').status).toBe('received');
});

test('who represents a party acts for it as its applicant, and who does not is refused', () => {
  const represents: Actor = { ...applicant, person: 'p-representative', onBehalfOf: applicant.person };
  const one = restaurant('2027-03-24T10:00', { by: represents });
  expect(one.tryAct({ ...applicant, person: 'p-representative' }, { type: 'withdraw' })).toMatchObject({
    code: 'actor.notTheApplicant',
  });
  expect(one.tryAct({ ...represents, onBehalfOf: 'p-other' }, { type: 'withdraw' })).toMatchObject({
    code: 'actor.notTheApplicant',
  });
  expect(one.tryAct(represents, { type: 'withdraw' })).toBeUndefined();
  expect(() => restaurant('2027-03-24T10:00', { by: { ...represents, onBehalfOf: 'p-other' } })).toThrow(
    'actor.notTheApplicant',
  );
});

test('a supervisor starts what their own authority issues, and nothing of another one', () => {
  for (const level of ['L1', 'L2', 'L3', 'L4'] as const) {
    const start: Command = { type: 'startInstrument', level, clock: 'promise', reason };
    for (const unit of ['service-authority', 'supervision-office', 'district-government', 'market-regulation']) {
      const refused = accepted().tryAct(supervisor(unit), start)?.code;
      expect(refused, `${level} by ${unit}`).toBe(unit === ladder[level].from ? undefined : 'actor.wrongUnit');
    }
  }
});
