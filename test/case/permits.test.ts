import { expect, test } from 'vitest';
import { z } from 'zod';
import { approval, onDate, permit, procedure, workingDays, years } from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { agree, agent, applicant, cityOf, clerk, disagree, head, officer } from '../../domain/testing.ts';
import type { Command } from '../../domain/case/command.ts';
import { base } from '../procedure/support/granting.ts';
import { step } from '../procedure/support/throw-away.ts';
import { refusal } from './refusal.ts';

const lead = 'market-regulation';
/** A licence for a year, renewed ten working days before its end, and a sign without end. */
const stall = procedure({
  name: 'stall',
  version: 1,
  title: '试验',
  lead,
  form: z.object({ area: z.int() }),
  example: { area: 20 },
  limits: { promised: workingDays(5), statutory: workingDays(20) },
  steps: {
    licence: approval('许可', { by: lead, within: workingDays(1) }),
    sign: approval('店招', { by: lead, within: workingDays(1) }),
  },
  permits: { licence: permit('食品经营许可证', { validFor: years(1), renewal: workingDays(10) }), sign: '店招备案' },
  *run({ steps, grantEach }) {
    return grantEach({ licence: yield* steps.licence(), sign: yield* steps.sign() });
  },
});
const conditions = { answer: 'agreeWithConditions', conditions: [{ text: '限期公示' }] } as const;
const city = () => cityOf([stall]);
const granted = (within = city()) =>
  within.receive(stall, { at: '2027-03-24 10:00' }).accept().answer('licence', conditions).answer('sign', agree);
const go = (why: 'renewal' | 'change' | 'correction', more: object = {}): Command => ({
  type: 'continuePermit',
  permit: 'licence',
  why,
  ...more,
});

const followUpOf = (within: ReturnType<typeof city>, one: ReturnType<typeof granted>) =>
  within.cases.find(({ id }) => id === one.view.followUps?.[0]?.case)!;

test('the words of this procedure are carried out, and nothing is found by the check', () => {
  expect(check(stall)).toEqual([]);
});

test('a permit has a number, the days of its validity, and the conditions under which it was agreed to', () => {
  const [licence, sign] = granted().view.permits;
  expect(licence).toMatchObject({
    title: '食品经营许可证',
    number: '20270324-0001/1',
    validFrom: '2027-03-24',
    validUntil: '2028-03-24',
    conditions: [{ text: '限期公示' }],
  });
  expect(sign).toMatchObject({ number: '20270324-0001/2', validFrom: '2027-03-24' });
  expect(sign).not.toHaveProperty('validUntil');
});

test('a renewal is a new linked case, valid from the day after the end, that replaces the permit', () => {
  const within = city();
  const one = granted(within);
  // 10 WD before Friday 24 March 2028: 10 March.
  within.until('2028-03-01 10:00');
  one.act(applicant, go('renewal'));
  expect(refusal(() => one.act(applicant, go('renewal')))).toBe('permit.continuing');
  within.until('2028-03-01 11:00');
  const next = followUpOf(within, one);
  expect(next.view).toMatchObject({ status: 'received', follows: { case: one.id, why: 'renewal' } });
  next.act(clerk, { type: 'accept' });
  next.act(officer(lead), { type: 'answer', step: 'licence', answer: agree });
  next.act(officer(lead), { type: 'answer', step: 'sign', answer: agree });
  within.until('2028-03-02 09:00');
  expect(next.view.permits[0]).toMatchObject({ validFrom: '2028-03-25', validUntil: '2029-03-25' });
  expect(one.view.permits[0]).toMatchObject({ permit: 'licence', state: 'replaced' });
  expect(one.view.permits[1]).toMatchObject({ permit: 'sign', state: 'granted' });
});

test('a renewal that nobody decides by the end of the permit is deemed granted', () => {
  const within = city();
  const one = granted(within);
  within.until('2028-03-01 10:00');
  one.act(applicant, go('renewal'));
  within.until('2028-03-26 00:00');
  const next = followUpOf(within, one);
  expect(next.view).toMatchObject({ status: 'granted', automatic: true, permits: [{ permit: 'licence' }] });
  expect(next.events.find(({ type }) => type === 'granted')?.basis).toEqual({ code: 'licensing-law.50' });
});

test('a renewal is refused late, after the end, of what has no end, and to others', () => {
  const within = city();
  const one = granted(within);
  expect(refusal(() => one.act(head(lead), go('renewal')))).toBe('actor.wrongRole');
  expect(refusal(() => one.act({ ...agent, onBehalfOf: 'p-other' }, go('renewal')))).toBe('actor.notTheApplicant');
  expect(refusal(() => one.act(applicant, { ...go('renewal'), permit: 'sign' } as Command))).toBe(
    'permit.notRenewable',
  );
  within.until('2028-03-13 10:00');
  expect(one.tryAct(applicant, go('renewal'))).toMatchObject({ code: 'permit.renewalLate' });
  within.until('2028-03-25 10:00');
  expect(refusal(() => one.act(applicant, go('renewal')))).toBe('permit.expired');
});

test('a change needs the form with what is changed; what is denied leaves the permit as it was', () => {
  const within = city();
  const one = granted(within);
  expect(refusal(() => one.act(applicant, go('change')))).toBe('permit.unchanged');
  expect(refusal(() => one.act(applicant, go('change', { form: { area: 'x' } })))).toBe('form.invalid');
  one.act(applicant, go('change', { form: { area: 30 } }));
  within.until('2027-03-24 11:00');
  const next = followUpOf(within, one);
  expect(next.view).toMatchObject({ form: { area: 30 }, follows: { why: 'change' } });
  next.act(clerk, { type: 'accept' });
  next.act(officer(lead), { type: 'answer', step: 'licence', answer: disagree('面积不符') });
  next.act(officer(lead), { type: 'answer', step: 'sign', answer: disagree('不符') });
  within.until('2027-03-25 09:00');
  expect(one.view.permits[0]).toMatchObject({ state: 'granted' });
  one.act(head(lead), go('correction'));
  expect(one.view.followUps?.map(({ why }) => why)).toEqual(['change', 'correction']);
});

test('the lead cancels what holds no longer, with a ground; its end is none while it is valid', () => {
  const one = granted();
  const cancel = (ground: 'expired' | 'byHolder'): Command => ({
    type: 'cancelPermits',
    permits: ['licence'],
    ground,
    reasons: [{ text: '申请人申请注销' }],
  });
  expect(refusal(() => one.act(officer(lead), cancel('byHolder')))).toBe('actor.wrongRole');
  expect(refusal(() => one.act(head(lead), cancel('expired')))).toBe('permit.valid');
  one.act(head(lead), cancel('byHolder'));
  expect(one.view.permits[0]).toMatchObject({ state: 'cancelled', reasons: [{ text: '申请人申请注销' }] });
  expect(one.view.documents.at(-1)).toMatchObject({ kind: 'cancellation', permit: 'licence' });
  expect(refusal(() => one.act(head(lead), cancel('byHolder')))).toBe('permit.notGranted');
  expect(refusal(() => one.act(applicant, go('renewal')))).toBe('permit.notGranted');
});

test('a validity is counted in months or days, and a renewal in days', () => {
  const of = (it: ReturnType<typeof permit>) => () =>
    procedure({ ...base, steps: { a: step() }, permits: { licence: it } });
  expect(of(permit('证', { validFor: workingDays(5) }))).toThrow('permits.licence.validFor');
  expect(of(permit('证', { validFor: years(5), renewal: years(1) }))).toThrow('permits.licence.renewal');
});

/** A sign until a date of the form, a year at most. */
const fair = procedure({
  name: 'fair',
  version: 1,
  title: '展会',
  lead,
  form: z.object({ ends: z.iso.date() }),
  example: { ends: '2027-05-05' },
  limits: { promised: workingDays(5), statutory: workingDays(20) },
  steps: { look: approval('审查', { by: lead, within: workingDays(1) }) },
  permits: { fair: permit('展会许可', { until: onDate('ends'), validFor: years(1) }) },
  *run({ steps, grantEach }) {
    return grantEach({ fair: yield* steps.look() });
  },
});
const held = (ends: string) => {
  const fairs = cityOf([fair]);
  const one = fairs.receive(fair, { at: '2027-03-24 10:00', form: { ends } }).accept().answer('look', agree);
  return { fairs, one, until: one.view.permits[0]!.validUntil };
};
const changedTo = (ends: string) => {
  const { fairs, one } = held('2027-05-05');
  one.act(applicant, { type: 'continuePermit', permit: 'fair', why: 'change', form: { ends } });
  fairs.until('2027-04-20 10:00');
  const next = fairs.cases[1]!;
  if (next.status === 'received') next.act(clerk, { type: 'accept' });
  next.act(officer(lead), { type: 'answer', step: 'look', answer: agree });
  return next.view.permits[0];
};

test('a permit ends on the date that its form states, and no later than its greatest duration', () => {
  expect(check(fair)).toEqual([]);
  expect([held('2027-05-05').until, held('2030-01-01').until]).toEqual(['2027-05-05', '2028-03-24']);
});

test('another date is a change: it counts the greatest duration from the first day of the permit', () => {
  expect(changedTo('2027-12-31')).toMatchObject({ validFrom: '2027-04-20', validUntil: '2027-12-31' });
  expect(changedTo('2030-01-01')).toMatchObject({ validUntil: '2028-03-24' });
});

test('a change and a correction of a permit prolong nothing', () => {
  const within = city();
  const one = granted(within);
  one.act(applicant, go('change', { form: { area: 30 } }));
  within.until('2027-06-01 10:00');
  const next = followUpOf(within, one);
  if (next.status === 'received') next.act(clerk, { type: 'accept' });
  next.act(officer(lead), { type: 'answer', step: 'licence', answer: agree });
  next.act(officer(lead), { type: 'answer', step: 'sign', answer: agree });
  expect(next.view.permits[0]).toMatchObject({ validFrom: '2027-06-01', validUntil: '2028-03-24' });
  expect(next.view.permits[1]).not.toHaveProperty('validUntil');
});
