import { expect, test } from 'vitest';
import { z } from 'zod';
import { toldOf } from '../support/told.ts';
import { approval, procedure, required, tolerable, workingDays } from '../../domain/procedure.ts';
import { agree, applicant, clerk, officer, paper, reference, caseOf, type VirtualCase } from '../../domain/testing.ts';

const archive = procedure({
  name: 'archive',
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  materials: { plan: required('图纸'), sketch: tolerable('示意图', { within: workingDays(10) }) },
  modes: { tolerant: {}, deferredSupplement: { basis: '容缺后补办法' } },
  limits: { promised: workingDays(10), statutory: workingDays(20) },
  steps: { look: approval('审查', { by: 'market-regulation', within: workingDays(3) }) },
  permits: { licence: '许可证' },
  *run({ steps, grant }) {
    yield* steps.look();
    return grant('licence');
  },
});
/**
 * Accepted on 24 March without the sketch, which is due on 8 April at 24:00 (10 WD, 5 April is a day off), and granted.
 */
const grantedWithout = (): VirtualCase => {
  const one = caseOf(archive).receive({ at: '2027-03-24T10:00', papers: ['plan'] });
  one.at('2027-03-24T11:00').act(clerk, { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') });
  one.at('2027-03-25T10:00').act(officer('market-regulation'), { type: 'answer', step: 'look', answer: agree });
  expect(one.view).toMatchObject({ status: 'grantedTolerant', missing: ['sketch'] });
  return one;
};
const deliver = (one: VirtualCase): void => {
  one.at('2027-03-26T10:00').act(clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') });
  one.at('2027-03-26T11:00').act(officer('market-regulation'), { type: 'publish', where: '信用中国' });
};

// (A5)
test('a tolerance that lapses after the grant is recorded and told to both sides; the permit stands', () => {
  const one = grantedWithout();
  one.until('2027-04-30T00:00');
  const lapse = one.events.find(event => event.type === 'toleranceLapsed')!;
  expect(one.clock('tolerance:sketch')).toMatchObject({ colour: 'red', breachedAt: lapse.at });
  expect(one.events.map(event => event.type)).not.toContain('deemedWithdrawn');
  expect(one.view).toMatchObject({
    status: 'grantedTolerant',
    missing: ['sketch'],
    permits: [{ state: 'granted' }],
    closed: false,
  });
  expect(toldOf(lapse, one.state!, one.environment).map(notice => notice.to)).toEqual([
    applicant.person,
    'market-regulation',
  ]);
});

test('a case granted before the cure is not closed while the material may still come: cured, it closes', () => {
  const one = grantedWithout();
  deliver(one);
  expect(one.view).toMatchObject({ status: 'delivered', closed: false });
  one.at('2027-03-29T10:00').act(applicant, { type: 'cure', papers: [paper('sketch')] });
  expect(one.clock('tolerance:sketch')).toMatchObject({ verdict: 'met' });
  expect(one.view).toMatchObject({ status: 'closed', missing: [], closed: true });
});

test('nor is it kept for ever: when the tolerance has lapsed the case closes with the lapse on record', () => {
  const one = grantedWithout();
  deliver(one);
  one.until('2027-04-30T00:00');
  expect(one.view).toMatchObject({ status: 'closed', missing: ['sketch'], closed: true });
  expect(one.clock('tolerance:sketch')).toMatchObject({ verdict: 'late' });
});

test('cured before it is delivered, the grant is an ordinary one', () => {
  const one = grantedWithout();
  one.at('2027-03-26T10:00').act(applicant, { type: 'cure', papers: [paper('sketch')] });
  expect(one.view).toMatchObject({ status: 'granted', missing: [] });
});
