import { describe, expect, test } from 'vitest';
import { auditCase } from '../../domain/audit/audit.ts';
import { approval, procedure, workingDays } from '../../domain/procedure.ts';
import { agree, caseOf, clerk, disagree, head, officer, type VirtualCase } from '../../domain/testing.ts';
import { engine, type Actor } from '../../domain/values.ts';
import { environment, Played } from './played.ts';
import { inParallel } from './restaurant.ts';
import { base } from './trial.ts';

const fire = officer('fire-rescue');
const other = officer('fire-rescue', 'officer-2');
const reason = { text: '现场照片不全' };
const stepOf = (one: VirtualCase, id = 'fire') => one.view.steps.find(({ step }) => step === id)!;
const confirm = (proposal: number, step = 'fire') => ({ type: 'confirm', step, proposal }) as const;

/** Fire has proposed to agree; its place in the log is 4. */
const proposed = (): ReturnType<typeof inParallel> =>
  inParallel().at('2027-03-25T09:00').act(fire, { type: 'answer', step: 'fire', answer: agree });

describe('where two people are needed', () => {
  test('the word of one is a proposal: the step is open, and answered when another one confirms', () => {
    const one = proposed();
    expect(stepOf(one)).toMatchObject({
      state: 'proposed',
      proposal: { seq: 4, people: [fire.person], answer: agree, next: 'confirm' },
    });
    expect(one.openSteps).toContain('fire');
    one.at('2027-03-25T10:00').act(other, confirm(4));
    expect(stepOf(one)).toMatchObject({ state: 'done', answeredBy: [fire.person, other.person], outcome: agree });
    expect(stepOf(one)).not.toHaveProperty('proposal');
    expect(one.events.slice(-2).map(({ type, actor }) => [type, actor.person])).toEqual([
      ['confirmed', other.person],
      ['answered', fire.person],
    ]);
  });

  test('nobody confirms what they proposed, what another proposal says, or what is not proposed', () => {
    const one = proposed();
    expect(one.tryAct(fire, confirm(4))).toMatchObject({
      code: 'proposal.samePerson',
      basis: { code: 'licensing-law.34' },
    });
    expect(one.tryAct(other, confirm(3))).toMatchObject({ code: 'proposal.other', params: { found: 3, expected: 4 } });
    expect(one.tryAct(other, confirm(4, 'signboard'))).toMatchObject({ code: 'actor.wrongUnit' });
    expect(one.tryAct(officer('tobacco'), confirm(4))).toMatchObject({ code: 'actor.wrongUnit' });
    expect(one.tryAct({ ...other, person: clerk.person }, confirm(4))).toMatchObject({ code: 'actor.receivedTheCase' });
    expect(one.tryAct({ ...other, person: 'p-applicant' }, confirm(4))).toMatchObject({ code: 'actor.interested' });
    expect(stepOf(one).state).toBe('proposed');
  });

  test('while a proposal waits the step is neither answered nor claimed anew', () => {
    const one = proposed();
    for (const by of [fire, other]) {
      expect(one.tryAct(by, { type: 'answer', step: 'fire', answer: disagree('无') })).toMatchObject({
        code: 'step.proposed',
        params: { proposal: 4 },
      });
      expect(one.tryAct(by, { type: 'claim', step: 'fire' })).toMatchObject({ code: 'step.proposed' });
    }
  });

  test('a refusal opens the step again with its reason, and the next proposal is another one', () => {
    const one = proposed().act(other, { type: 'refuseProposal', step: 'fire', proposal: 4, reason });
    expect(stepOf(one)).toMatchObject({ state: 'ready', refusal: { by: other.person, reason } });
    expect(one.tryAct(other, confirm(4))).toMatchObject({ code: 'proposal.other', params: { expected: null } });
    one.act(other, { type: 'answer', step: 'fire', answer: disagree('通道堵塞') });
    expect(stepOf(one)).toMatchObject({ state: 'proposed', proposal: { seq: 6, people: [other.person] } });
    expect(stepOf(one)).not.toHaveProperty('refusal');
    one.act(fire, confirm(6));
    expect(stepOf(one).outcome).toMatchObject({ answer: 'disagree' });
  });

  test('who proposed takes it back the same way', () => {
    const one = proposed().act(fire, { type: 'refuseProposal', step: 'fire', proposal: 4, reason });
    expect(stepOf(one).state).toBe('ready');
  });

  test('a proposal is no answer for a reminder; the answer is', () => {
    const one = inParallel().at('2027-03-29T18:00');
    const remindersOf = () =>
      one.view.instruments.filter(({ unit, level }) => unit === 'fire-rescue' && level === 'L1');
    expect(remindersOf()).toMatchObject([{ state: 'served' }]);
    one.act(fire, { type: 'answer', step: 'fire', answer: agree });
    expect(remindersOf()).toMatchObject([{ state: 'served' }]);
    one.act(other, confirm(stepOf(one).proposal!.seq));
    expect(remindersOf()).not.toMatchObject([{ state: 'served' }]);
  });

  test('the clock of the step runs until the answer is complete', () => {
    const one = proposed().until('2027-04-01T00:00');
    expect(one.clock('step:fire')).toMatchObject({ state: 'running', colour: 'red' });
  });

  test('a proposal lapses by the engine, and the step waits for everybody of the unit again', () => {
    const one = inParallel()
      .at('2027-03-25T09:00')
      .act(fire, { type: 'claim', step: 'fire' })
      .act(fire, { type: 'answer', step: 'fire', answer: agree })
      .act(engine, { type: 'lapseProposal', step: 'fire', proposal: 5, why: 'absence' });
    expect(stepOf(one)).toMatchObject({ state: 'ready' });
    expect(stepOf(one)).not.toHaveProperty('claimedBy');
    expect(one.tryAct(other, confirm(5))).toMatchObject({ code: 'proposal.other' });
  });

  test('a proposal waits while the step or the case stands still, and is confirmed afterwards', () => {
    const one = proposed();
    const notice = { number: '中-1', digest: 'a'.repeat(64) };
    one.act(head('market-regulation'), { type: 'suspend', ground: 'forceMajeure', reason, notice });
    expect(one.tryAct(other, confirm(4))).toMatchObject({ code: 'case.suspended' });
    one.act(head('market-regulation'), { type: 'resume', reason }).act(other, confirm(4));
    expect(stepOf(one).state).toBe('done');
  });
});

describe('承办、审核、批准', () => {
  const trio = procedure({
    ...base,
    name: 'trio',
    steps: { review: approval('审查', { by: 'market-regulation', within: workingDays(2), trio: true }) },
    permits: { licence: '许可' },
    *run({ steps, grant }) {
      yield* steps.review();
      return grant('licence');
    },
  });
  const unit = 'market-regulation';
  const handler: Actor = { ...officer(unit), post: 'handler' };
  const sectionHead: Actor = { ...officer(unit, 'section-head'), post: 'section-head' };
  const principal: Actor = { ...head(unit), post: 'principal' };
  const open = () => caseOf(trio).receive({ at: '2027-03-24T10:00' }).accept();
  const answer = { type: 'answer', step: 'review', answer: agree } as const;

  test('are three acts of three people, by their posts and in that order', () => {
    const one = open().act(handler, answer);
    expect(stepOf(one, 'review').proposal).toMatchObject({ seq: 3, next: 'review' });
    expect(one.tryAct({ ...handler, person: 'p-other' }, confirm(3, 'review'))).toMatchObject({
      code: 'proposal.post',
      params: { stage: 'review', found: 'handler' },
    });
    one.act(sectionHead, confirm(3, 'review'));
    expect(stepOf(one, 'review')).toMatchObject({ state: 'proposed', proposal: { next: 'approve' } });
    expect(one.tryAct({ ...sectionHead, person: 'p-other' }, confirm(3, 'review'))).toMatchObject({
      code: 'proposal.post',
      params: { stage: 'approve', expected: ['deputy-head', 'principal'] },
    });
    expect(one.tryAct(sectionHead, confirm(3, 'review'))).toMatchObject({ code: 'proposal.samePerson' });
    one.act(principal, confirm(3, 'review'));
    expect(stepOf(one, 'review').answeredBy).toEqual([handler.person, sectionHead.person, principal.person]);
    expect(one.events.at(-1), 'the decision is whose word was the last').toMatchObject({
      type: 'granted',
      actor: { person: principal.person },
    });
  });

  test('a refusal at any of them opens the step again', () => {
    const one = open().act(handler, answer).act(sectionHead, confirm(3, 'review'));
    one.act(principal, { type: 'refuseProposal', step: 'review', proposal: 3, reason });
    expect(stepOf(one, 'review')).toMatchObject({ state: 'ready', refusal: { by: principal.person } });
  });

  test('a test of a procedure plays all three by one answer', () => {
    expect(open().answer('review', agree).status).toBe('granted');
  });
});

test('an audit decides proposals, confirmations and lapses once more, and knows who asked', () => {
  const one = new Played();
  one.act('2027-03-24T11:00', clerk, { type: 'accept' });
  one.act('2027-03-24T14:00', officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  one.act('2027-03-24T15:00', fire, { type: 'answer', step: 'fire', answer: agree });
  one.act('2027-03-24T15:10', engine, { type: 'lapseProposal', step: 'fire', proposal: 4, why: 'transfer' });
  one.act('2027-03-24T15:20', other, { type: 'answer', step: 'fire', answer: agree });
  one.act('2027-03-24T15:30', fire, { type: 'confirm', step: 'fire', proposal: 6 });
  const stored = one.stored();
  expect(stored.commands.every(({ answer }) => answer?.accepted)).toBe(true);
  expect(auditCase(stored, 60_000, environment).findings).toEqual([]);
  const unasked = stored.commands.filter(({ payload }) => !payload.includes('lapseProposal'));
  expect(auditCase({ ...stored, commands: unasked }, 60_000, environment).findings).toMatchObject([
    { check: 'unasked', place: 'event 5' },
  ]);
});
