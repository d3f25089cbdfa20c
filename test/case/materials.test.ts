import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  applicant as applicantStep,
  approval,
  deferred,
  event,
  is,
  later,
  procedure,
  required,
  workingDays,
} from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { agree, applicant, caseOf, clerk, officer, paper, reference } from '../../domain/testing.ts';
import { toldOf } from '../support/told.ts';
import { refusal } from './refusal.ts';

const day = workingDays(1);
/** Shared data, a paper that comes with a step, and one that is put off to an event after the decision. */
const stall = procedure({
  name: 'stall',
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({ pays: z.boolean() }),
  example: { pays: true },
  materials: {
    plan: required('图纸'),
    identity: required('身份证明', { source: '人口库' }),
    receipt: later('缴费凭证', { when: is('pays') }),
    archive: deferred('档案', { before: 'filing' }),
  },
  modes: { deferredSupplement: { basis: '容缺后补办法' } },
  steps: {
    pay: applicantStep('缴费', { within: workingDays(5), gives: ['receipt'] }),
    look: approval('审查', { by: 'market-regulation', within: day }),
    filing: event('备案', { from: 'market-regulation', expires: workingDays(10) }),
  },
  permits: { licence: '许可证' },
  *run({ steps, grant }) {
    yield* steps.pay();
    yield* steps.look();
    return grant('licence');
  },
});
const paid = { lapsed: false } as const;
const filed = () => caseOf(stall).receive({ at: '2027-03-24 10:00', papers: ['plan'] });
const pay = (one: ReturnType<typeof filed>, ...papers: readonly string[]) =>
  one.tryAct(applicant, { type: 'answer', step: 'pay', answer: paid, papers: papers.map(paper) });
const granted = () => {
  const one = filed().accept();
  pay(one, 'receipt');
  return one.answer('look', agree);
};

test('the words of this procedure are carried out, and nothing is found by the check', () => {
  expect(check(stall)).toEqual([]);
});

test('what comes from shared data is asked of nobody, and nobody else hands it in as such', () => {
  expect(filed().accept().status).toBe('inReview');
  const shared = { ...paper('identity'), suppliedBy: 'sharedData' as const };
  expect(refusal(() => caseOf(stall).receive({ papers: ['plan', shared] }))).toBe('material.notShared');
  expect(refusal(() => caseOf(stall).receive({ papers: ['plan', shared], by: clerk }))).toBe('accepted');
  const asked = filed().tryAct(clerk, { type: 'giveNotice', defects: [{ item: 'identity', defect: '缺少' }] });
  expect(asked).toMatchObject({ code: 'notice.shared', params: { found: ['identity'] } });
});

test('a step that gives a paper is answered with it, and with no other', () => {
  const one = filed().accept();
  expect(pay(one)).toMatchObject({ code: 'step.papersMissing', params: { expected: ['receipt'] } });
  expect(pay(one, 'receipt', 'plan')).toMatchObject({ code: 'material.notOfStep', params: { found: ['plan'] } });
  expect(pay(one, 'receipt')).toBeUndefined();
  expect(one.view.papers.map(({ material }) => material)).toEqual(['plan', 'receipt']);
  const look = one.tryAct(officer('market-regulation'), {
    type: 'answer',
    step: 'look',
    answer: agree,
    papers: [paper('plan')],
  });
  expect(look).toMatchObject({ code: 'material.notOfStep', params: { expected: [] } });
});

test('a paper that does not apply to the form is not asked with its step', () => {
  const one = caseOf(stall)
    .receive({ form: { pays: false } })
    .accept();
  expect(pay(one)).toBeUndefined();
});

test('what is put off is missing from the grant on, and has to be there when its event happens', () => {
  const one = granted();
  expect(one.view).toMatchObject({ status: 'grantedTolerant', missing: ['archive'] });
  expect(one.openSteps).toEqual(['filing']);
  expect(refusal(() => one.answer('filing', paid))).toBe('step.papersMissing');
  one.act(applicant, { type: 'cure', papers: [paper('archive')] });
  expect(one.view).toMatchObject({ status: 'granted', missing: [] });
  one.answer('filing', paid);
  expect(one.clock('step:filing')).toMatchObject({ verdict: 'met' });
});

test('what was put off and never came is on record when the event has lapsed; the permit stands', () => {
  const one = granted();
  one.act(clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') });
  one.act(officer('market-regulation'), { type: 'publish', where: '信用中国' });
  expect(one.view.closed).toBe(false);
  one.until('2027-04-30 00:00');
  const lapse = one.events.find(({ type }) => type === 'toleranceLapsed')!;
  expect(toldOf(lapse, one.state!, one.environment).map(({ to }) => to)).toEqual([
    applicant.person,
    'market-regulation',
  ]);
  expect(one.view).toMatchObject({ status: 'closed', missing: ['archive'], permits: [{ state: 'granted' }] });
});

test('what was handed in at once is not put off: nothing is waited for after the grant', () => {
  const one = caseOf(stall)
    .receive({ papers: ['plan', 'archive'] })
    .accept();
  pay(one, 'receipt');
  expect(one.answer('look', agree).view).toMatchObject({ status: 'granted', missing: [] });
  expect(one.openSteps).toEqual([]);
});
