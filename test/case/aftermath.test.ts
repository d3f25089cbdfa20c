import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../domain/case/command.ts';
import {
  agree,
  applicant,
  type CaseOf,
  caseOf,
  cityOf,
  clerk,
  head,
  officer,
  paper,
  reference,
} from '../../domain/testing.ts';
import { part } from './bundle.ts';
import { applicant as applicants, approval, procedure, task, tolerable, workingDays } from '../../domain/procedure.ts';

const day = workingDays(1);
/** An order that is settled by a record, and followed up. */
const followedUp = procedure({
  name: 'followed-up',
  version: 1,
  title: '办后回访',
  lead: 'housing',
  intake: { by: 'order', from: ['housing'] },
  form: z.object({}),
  example: {},
  milestones: { done: workingDays(10) },
  steps: {
    work: task('办理', { by: 'housing', until: 'done' }),
    call: task('回访', { by: 'housing', within: day }),
  },
  results: { done: '办结' },
  *run({ steps, reached, settle }) {
    yield* steps.work();
    reached('done');
    return settle('done');
  },
  *afterwards({ steps, closed }) {
    yield* steps.call();
    return closed();
  },
});

/** A grant that waits for a paper, and is followed by a payment. */
const paidAfter = procedure({
  name: 'paid-after',
  version: 1,
  title: '兑付',
  lead: 'housing',
  form: z.object({}),
  example: {},
  materials: { proof: tolerable('凭证', { within: workingDays(5) }) },
  modes: { tolerant: {} },
  limits: { statutory: workingDays(20) },
  policies: { publicity: { within: workingDays(7) } },
  steps: {
    review: approval('审查', { by: 'housing', within: workingDays(3) }),
    pay: task('兑付', { by: 'housing', within: workingDays(3) }),
    confirm: applicants('确认到账', { within: day }),
  },
  permits: { refund: '退税' },
  *run({ steps, grant }) {
    yield* steps.review();
    return grant('refund');
  },
  *afterwards({ steps, closed }) {
    yield* steps.pay();
    yield* steps.confirm();
    return closed();
  },
});

describe('What follows a decision', () => {
  test('is asked once, and can be answered, after a settlement', () => {
    const one = caseOf(followedUp).receive().answer('work', {});
    expect(one.status).toBe('settled');
    expect(one.view.steps.map(({ step, state }) => `${step} ${state}`)).toEqual(['work done', 'call ready']);
    one.answer('call', {});
    expect(one.status).toBe('closed');
  });

  test('is not asked while the grant waits for the cure', () => {
    const one = caseOf(paidAfter)
      .receive({ papers: [] })
      .act(clerk, { type: 'acceptTolerantly', missing: ['proof'], promise: reference('容诺〔2027〕1号') })
      .answer('review', agree);
    expect([one.status, one.openSteps]).toEqual(['inReview', []]);
    one.act(applicant, { type: 'cure', papers: [paper('proof')] });
    expect([one.status, one.openSteps]).toEqual(['granted', ['pay']]);
  });

  test('is never asked where the tolerance lapses before the grant', () => {
    const one = caseOf(paidAfter)
      .receive({ papers: [] })
      .act(clerk, { type: 'acceptTolerantly', missing: ['proof'], promise: reference('容诺〔2027〕1号') })
      .answer('review', agree)
      .until('+6 working days');
    expect([one.status, one.view.steps.map(({ step }) => step)]).toEqual(['deemedWithdrawn', ['review']]);
  });
});

/** A report that is looked at again, and goes on in a new case when it does not hold. */
const lookedAtAgain = procedure({
  name: 'looked-at-again',
  version: 1,
  title: '回头看',
  lead: 'housing',
  intake: { by: 'issue', from: ['hotline'] },
  form: z.object({ text: z.string() }),
  example: { text: '路面积水' },
  milestones: { done: workingDays(10) },
  steps: {
    work: task('办理', { by: 'housing', until: 'done' }),
    recheck: task('回头看', {
      by: 'housing',
      within: day,
      result: z.object({ holds: z.boolean(), finding: z.string() }),
    }),
  },
  results: { cleared: '销号' },
  *run({ steps, reached, settle }) {
    yield* steps.work();
    reached('done');
    return settle('cleared');
  },
  *afterwards({ form, steps, closed, reopen }) {
    const { holds, finding } = yield* steps.recheck();
    return holds ? closed() : reopen({ ...form, text: finding });
  },
});

describe('A case goes on in a new one', () => {
  test('with the form that a failed look back gives it, linked both ways', () => {
    const city = cityOf([lookedAtAgain]);
    const one = city.receive(lookedAtAgain).answer('work', {}).answer('recheck', { holds: false, finding: '仍有积水' });
    expect(one.lastEvents.map(({ type }) => type)).toEqual(['answered', 'followUpOpened', 'closed']);
    const [, next] = city.cases;
    expect(next!.view).toMatchObject({
      status: 'inReview',
      form: { text: '仍有积水' },
      applicant: one.view.applicant,
      follows: { case: one.id, why: 'reopened' },
    });
    expect(one.view.followUps).toMatchObject([{ case: next!.id, why: 'reopened' }]);
  });

  test('is closed without one where the look back holds', () => {
    const city = cityOf([lookedAtAgain]);
    const one = city.receive(lookedAtAgain).answer('work', {}).answer('recheck', { holds: true, finding: '已解决' });
    expect([one.status, city.cases.length]).toEqual(['closed', 1]);
  });

  test('when a review annuls its decision: what was granted is revoked, once, by the head of the lead', () => {
    const city = cityOf([part]);
    const one = city.receive(part).accept();
    const order = {
      type: 'decideAnew',
      ground: 'review',
      ruling: reference('复决〔2027〕1号'),
      reasons: [{ text: '主要事实不清' }],
    } satisfies Command;
    expect(one.tryAct(head('housing'), order)).toMatchObject({ code: 'case.notDecided' });
    one.answer('review', agree);
    expect(one.tryAct(officer('housing'), order)).toMatchObject({ code: 'actor.wrongRole' });
    expect(one.tryAct(head('planning'), order)).toMatchObject({ code: 'actor.wrongUnit' });
    one.act(head('housing'), order);
    expect(one.view.permits).toMatchObject([{ permit: 'share', state: 'revoked' }]);
    expect(one.tryAct(head('housing'), order)).toMatchObject({ code: 'case.annulled' });
    const next = city.cases[1] as CaseOf<typeof part>;
    expect(next.view).toMatchObject({
      status: 'received',
      form: one.view.form,
      follows: { case: one.id, why: 'annulled' },
    });
    next.accept().answer('review', agree);
    expect(next.view.permits).toMatchObject([{ permit: 'share', state: 'granted' }]);
  });

  test('also when the case was closed long ago', () => {
    const city = cityOf([lookedAtAgain]);
    const one = city.receive(lookedAtAgain).answer('work', {}).answer('recheck', { holds: true, finding: '已解决' });
    one.at('+30 working days').act(head('housing'), {
      type: 'decideAnew',
      ground: 'suit',
      ruling: reference('（2027）行初1号'),
      reasons: [{ text: '程序违法' }],
    });
    expect(city.cases[1]!.view).toMatchObject({ status: 'inReview', follows: { case: one.id, why: 'annulled' } });
  });
});
