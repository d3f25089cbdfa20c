import { expect, test } from 'vitest';
import { z } from 'zod';
import { nobodyIsInterested } from '../../domain/audit/recusal.ts';
import { approval, official, procedure, workingDays } from '../../domain/procedure.ts';
import { ladder } from '../../domain/case/capabilities/instruments/ladder.ts';
import type { Command } from '../../domain/case/command.ts';
import { agree, applicant, caseOf, clerk, head, officer, supervisor } from '../../domain/testing.ts';
import type { Actor } from '../../domain/values.ts';
import { refusal } from './refusal.ts';
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

const complaint = procedure({
  name: 'complaint',
  version: 1,
  title: '投诉',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant'] },
  form: z.object({ against: z.array(official()).optional(), what: z.string() }),
  example: { what: '态度' },
  limits: { promised: workingDays(5) },
  steps: { look: approval('核查', { by: 'lead', within: workingDays(2), people: 2 }) },
  permits: { report: '核查结论' },
  *run({ steps, grant }) {
    yield* steps.look();
    return grant('report');
  },
});
const complained = officer('market-regulation');
const about = (people: readonly string[]) =>
  caseOf(complaint).receive({ at: '2027-03-24T10:00', form: { against: [...people], what: '态度' } });

test('whom a complaint is about neither receives, answers, confirms, hands over, signs nor supervises it', () => {
  const one = about([complained.person, clerk.person, head('market-regulation').person, supervisor().person]);
  expect(one.view.about).toHaveLength(4);
  const other = officer('market-regulation', 'officer-2');
  one.act(other, { type: 'answer', step: 'look', answer: agree });
  const proposal = one.view.steps[0]!.proposal!.seq;
  const theirActs: readonly (readonly [Actor, Command])[] = [
    [complained, { type: 'claim', step: 'look' }],
    [complained, { type: 'answer', step: 'look', answer: agree }],
    [complained, { type: 'confirm', step: 'look', proposal }],
    [complained, { type: 'refuseProposal', step: 'look', proposal, reason }],
    [head('market-regulation'), { type: 'reassign', step: 'look', to: 'housing', reason }],
    [
      { ...complained, role: 'administrator' },
      { type: 'reassign', step: 'look', to: 'housing', reason },
    ],
    [head('market-regulation'), { type: 'terminate', reasons: [reason] }],
    [supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason }],
  ];
  for (const [actor, command] of theirActs)
    expect(one.tryAct(actor, command), command.type).toMatchObject({
      code: 'actor.interested',
      params: { act: command.type, found: 'about' },
      basis: { code: 'civil-servant-law.76' },
    });
  const third = officer('market-regulation', 'officer-3');
  expect(one.act(third, { type: 'confirm', step: 'look', proposal }).status).toBe('granted');
  // At the window they do not even write it down; as somebody who complains they do.
  const receive = (by: Actor) =>
    refusal(() => caseOf(complaint).receive({ by, form: { against: [by.person], what: '' } }));
  expect(receive(clerk)).toBe('actor.interested');
  expect(receive(applicant)).toBe('accepted');
});

test('the audit names each act of an official whom the case is about', () => {
  const one = about([]).act(complained, { type: 'claim', step: 'look' });
  const events = one.entries.map(({ seq, text }) => ({ seq, text, key: `key-${seq}`, at: 0 }));
  const found = (people: readonly string[]): readonly string[] => {
    const places: string[] = [];
    const stored = { events, interests: [] } as unknown as Parameters<typeof nobodyIsInterested>[0];
    nobodyIsInterested(stored, { applicant: 'p-applicant', about: people }, (_check, place) => places.push(place));
    return places;
  };
  expect(found([])).toEqual([]);
  expect(found([complained.person])).toEqual([`event ${events.at(-1)!.seq}`]);
});
