import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
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
import {
  applicant as applicants,
  approval,
  deferred,
  event,
  procedure,
  task,
  tolerable,
  workingDays,
} from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { refusal } from './refusal.ts';
import { long } from '../support/tags.ts';

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

const ofHousing = { by: 'housing', within: day } as const;
/** What follows a grant that may be one by commitment, or by silence. */
const followed = {
  version: 1,
  title: '承诺',
  lead: 'housing',
  form: z.object({}),
  example: {},
  limits: { promised: workingDays(10), statutory: workingDays(20) },
  policies: { tacitApproval: { at: 'promised', grants: ['licence'], basis: '试点办法 3' } },
  permits: { licence: '许可' },
} as const;
const stepsAfter = {
  review: approval('审查', ofHousing),
  sign: approval('签发', ofHousing),
  verify: approval('核查', ofHousing),
  fix: applicants('整改', { within: workingDays(5) }),
  visit: task('回访', { by: 'housing', within: workingDays(3) }),
};
const commitment = {
  covers: ['review'],
  verify: 'verify',
  fix: 'fix',
  revokes: ['licence'],
  basis: '告知承诺办法',
} as const;
/** The grant waits for a paper that may be missing. */
const waiting = procedure({
  ...followed,
  name: 'waiting',
  materials: { proof: tolerable('凭证', { within: workingDays(5) }) },
  modes: { tolerant: {}, commitment },
  steps: stepsAfter,
  *run({ steps, grant }) {
    yield* steps.review();
    yield* steps.sign();
    return grant('licence');
  },
  *afterwards({ steps, closed }) {
    yield* steps.visit();
    return closed();
  },
});
/** A paper is put off to an event after the grant. */
const putOff = procedure({
  ...followed,
  name: 'put-off',
  materials: { archive: deferred('档案', { before: 'filing' }) },
  modes: { deferredSupplement: { basis: '容缺后补办法' }, commitment },
  steps: { ...stepsAfter, filing: event('备案', { from: 'housing', expires: workingDays(15) }) },
  *run({ steps, grant }) {
    yield* steps.review();
    yield* steps.sign();
    return grant('licence');
  },
  *afterwards({ steps, closed }) {
    yield* steps.visit();
    return closed();
  },
});
const tolerate: Command = { type: 'acceptTolerantly', missing: ['proof'], promise: reference('容诺〔2027〕1号') };
const cured: Command = { type: 'cure', papers: [paper('proof')] };

describe('What follows a grant by commitment', () => {
  test('is not asked before the cure, and the promise runs until then', () => {
    const one = caseOf(waiting)
      .receive({ at: '2027-03-24 10:00', papers: [], modes: ['commitment'] })
      .act(clerk, tolerate)
      .answer('sign', agree);
    expect([one.status, one.openSteps]).toEqual(['inReview', []]);
    expect(one.clock('promise')).toMatchObject({ state: 'running' });
    one.act(applicant, cured);
    expect([one.status, one.openSteps]).toEqual(['granted', ['visit', 'verify']]);
  });
});

describe('What follows a grant by silence', () => {
  const silent = (modes: readonly string[] = []) =>
    caseOf(putOff).receive({ at: '2027-03-24 10:00', papers: [], modes }).accept();

  test('comes to nothing that has a fault', long, () => {
    expect([waiting, putOff].flatMap(each => check(each))).toEqual([]);
  });

  test('is what follows every grant: the check of a commitment, what was put off, and the aftermath', () => {
    const one = silent(['commitment']).until('2027-04-09 09:00');
    expect(one.view).toMatchObject({ status: 'grantedTolerant', automatic: true, missing: ['archive'] });
    expect(one.openSteps).toEqual(['visit', 'verify', 'filing']);
    expect(refusal(() => one.answer('filing', { lapsed: false }))).toBe('step.papersMissing');
    one.act(applicant, { type: 'cure', papers: [paper('archive')] });
    one.answer('filing', { lapsed: false }).answer('verify', agree).answer('visit', {});
    one.act(clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') });
    one.act(officer('housing'), { type: 'publish', where: '信用中国' });
    expect([one.status, one.view.missing]).toEqual(['closed', []]);
  });

  test('is owed until its event lapses, which is then on record', () => {
    const one = silent().until('2027-06-01 09:00');
    expect(one.events.find(({ type }) => type === 'toleranceLapsed')).toMatchObject({ data: { material: 'archive' } });
    expect(one.view).toMatchObject({ status: 'grantedTolerant', missing: ['archive'], nationalCode: 12 });
  });

  test('waits with the grant for the cure of what was tolerated, and comes with it', () => {
    const conditions = [{ text: '限期公示' }] as const;
    const one = caseOf(waiting)
      .receive({ at: '2027-03-24 10:00', papers: [] })
      .act(clerk, tolerate)
      .answer('review', { answer: 'agreeWithConditions', conditions });
    one.act(head('housing'), {
      type: 'extend',
      clock: 'tolerance',
      material: 'proof',
      by: workingDays(5),
      reason: { text: '原件在途' },
    });
    // 25 26 29 30 31 | Apr 1 2 6 7 8: the promise ends at 17:30, the applicant's time at 24:00.
    one.at('2027-04-08 20:00');
    expect(one.view).toMatchObject({ status: 'inReview' });
    expect(one.clock('promise').breachedAt).toBe(parseInstant('2027-04-08T17:30'));
    one.act(applicant, cured);
    expect(one.view).toMatchObject({
      status: 'granted',
      automatic: true,
      permits: [{ permit: 'licence', conditions }],
    });
    expect(one.openSteps).toEqual(['visit']);
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
