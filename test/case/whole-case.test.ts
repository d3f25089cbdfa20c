import { expect, test } from 'vitest';
import { procedure, reasonsAgainst } from '../../domain/procedure.ts';
import { agree, applicant, caseOf, cityOf, clerk, disagree, head, officer, reference } from '../../domain/testing.ts';
import { badReview } from '../api/declared.ts';
import { head as base } from '../procedure/support/throw-away.ts';
import { step } from './trial.ts';

const lead = officer('market-regulation');
const simple = procedure({
  ...base,
  lead: 'market-regulation',
  steps: { look: step() },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.look());
    return against ? deny(against) : grant('licence');
  },
});
const accepted = () => caseOf(simple).receive({ at: '2027-03-24 10:00' }).accept();
const deliver = { type: 'deliver' as const, how: 'window' as const, receipt: reference('送') };
const delivered = () => accepted().answer('look', agree).act(clerk, deliver);
const rate = (grade: 'good' | 'poor', more: object = {}) => ({ type: 'rate' as const, grade, ...more });

test('the applicant rates the service once, from the hand-over on and for ten working days', () => {
  const before = accepted().answer('look', agree);
  expect(before.tryAct(applicant, rate('good'))?.code).toBe('rating.notDelivered');
  const one = delivered();
  expect(one.tryAct(lead, rate('good'))?.code).toBe('actor.wrongRole');
  expect(one.tryAct({ person: 'p-other', role: 'applicant' }, rate('good'))?.code).toBe('actor.notTheApplicant');
  expect(one.tryAct(applicant, rate('good', { remark: '很快' }))).toBe(undefined);
  expect(one.view.rating).toMatchObject({ grade: 'good', remark: '很快', by: applicant.person });
  expect(one.tryAct(applicant, rate('poor'))?.code).toBe('rating.twice');
  // Handed over on Wednesday 2027-03-24; ten working days end on 2027-04-08, as 04-05 is a day off (清明).
  const late = (moment: string) => delivered().at(moment).tryAct(applicant, rate('good'))?.code;
  expect([late('2027-04-08 23:59'), late('2027-04-09 00:01')]).toEqual([undefined, 'rating.late']);
});

test('at the window nobody writes down the rating of their own service', () => {
  const one = caseOf(simple).receive({ at: '2027-03-24 10:00', by: clerk, channel: 'window' }).accept();
  one.answer('look', agree).act(clerk, deliver);
  expect(one.tryAct(clerk, rate('good'))?.code).toBe('actor.receivedTheCase');
  expect(one.tryAct({ ...clerk, person: 'p-service-window-officer-2' }, rate('good'))).toBe(undefined);
});

test('a case that is closed is still rated, and a denial too', () => {
  const one = delivered().act(lead, { type: 'publish', where: '信用中国' });
  expect(one.status).toBe('closed');
  expect(one.tryAct(applicant, rate('good'))).toBe(undefined);
  const denied = accepted().answer('look', disagree('不符')).act(clerk, deliver);
  expect(denied.tryAct(applicant, rate('poor'))).toBe(undefined);
});

test('a decision is published once', () => {
  const publish = { type: 'publish' as const, where: '信用中国' };
  const one = accepted().answer('look', agree).act(lead, publish);
  expect(one.tryAct(lead, publish)?.code).toBe('publish.done');
});

test('a bad rating opens a case that looks into it, a good one none', () => {
  const rated = (grade: 'good' | 'poor') => {
    const city = cityOf([simple, badReview]);
    const one = city.receive(simple, { at: '2027-03-24 10:00' }).accept().answer('look', agree).act(clerk, deliver);
    one.act(applicant, rate(grade, { review: badReview.id, remark: '等候太久' }));
    return city;
  };
  expect(rated('good').cases).toHaveLength(1);
  const city = rated('poor');
  expect(city.refusedLetters).toEqual([]);
  expect(city.cases[0]!.view.followUps).toMatchObject([{ why: 'badReview' }]);
  expect(city.cases[1]!.view).toMatchObject({
    procedure: 'bad-review.v1',
    follows: { case: city.cases[0]!.id, why: 'badReview' },
    form: { grade: 'poor', remark: '等候太久' },
    applicant: applicant.person,
  });
});

test('the lead unit answers an urging within a working day, or is late; one is open at a time', () => {
  const urge = { type: 'urge' as const, reason: { text: '何时办结' } };
  const answer = { type: 'answerUrging' as const, answer: '材料齐全，明日办结' };
  const one = accepted();
  expect(one.tryAct(lead, urge)?.code).toBe('actor.wrongRole');
  expect(one.tryAct(lead, answer)?.code).toBe('urging.none');
  one.act(applicant, urge);
  expect(one.due('urging:1')).toBe('2027-03-25 17:30');
  expect(one.clock('urging:1')).toMatchObject({ kind: 'urging', unit: 'market-regulation' });
  expect(one.tryAct(applicant, urge)?.code).toBe('urging.open');
  expect(one.tryAct(officer('fire-rescue'), answer)?.code).toBe('actor.wrongUnit');
  one.act(lead, answer);
  expect(one.view.urgings).toMatchObject([{ reason: { text: '何时办结' }, answer: answer.answer }]);
  expect(one.clock('urging:1')).toMatchObject({ verdict: 'met' });
  expect(one.notices.at(-1)).toMatchObject({ code: 'urgingAnswered', to: applicant.person });
  one.act(applicant, urge).until('2027-03-26 09:00');
  expect(one.clock('urging:2').colour).toBe('red');
  expect(one.instruments.some(({ instrument }) => instrument.includes('urging:2'))).toBe(true);
  one.answer('look', agree);
  expect(one.tryAct(applicant, urge)?.code).toBe('case.decided');
  expect(one.tryAct(lead, answer)?.code).toBe('urging.none');
});

test('a review or a suit is noted by the lead unit, once for a document, also of a closed case', () => {
  const note = (number: string) => ({
    type: 'noteAppeal' as const,
    ground: 'review' as const,
    notice: reference(number),
    body: '市司法局',
  });
  expect(accepted().tryAct(lead, note('复1'))?.code).toBe('case.notDecided');
  const one = delivered().act(lead, { type: 'publish', where: '信用中国' });
  expect(one.tryAct(officer('fire-rescue'), note('复1'))?.code).toBe('actor.wrongUnit');
  expect(one.tryAct(lead, note('复1'))).toBe(undefined);
  expect(one.tryAct(lead, note('复1'))?.code).toBe('appeal.noted');
  expect(one.view).toMatchObject({ status: 'closed', appeals: [{ ground: 'review', body: '市司法局' }] });
  expect(one.view.permits[0]).toMatchObject({ state: 'granted' });
});

test('a claimed step is given back by who claimed it or by the head of the unit, and its clock runs on', () => {
  const claim = { type: 'claim' as const, step: 'look' };
  const unclaim = { type: 'unclaim' as const, step: 'look' };
  const one = accepted();
  const due = one.due('step:look');
  expect(one.tryAct(lead, unclaim)?.code).toBe('step.notClaimed');
  one.act(lead, claim);
  expect(one.tryAct(officer('market-regulation', 'officer-2'), unclaim)?.code).toBe('actor.wrongRole');
  expect(one.tryAct(head('fire-rescue'), unclaim)?.code).toBe('actor.wrongUnit');
  one.act(lead, unclaim);
  expect(one.view.steps[0]).toMatchObject({ state: 'ready' });
  one.act(lead, claim).act(head('market-regulation'), unclaim);
  expect([one.view.steps[0]!.state, one.due('step:look')]).toEqual(['ready', due]);
});

test('each state has the code of the national exchange', () => {
  const code = (one: { readonly view: { readonly nationalCode?: number } }) => one.view.nationalCode;
  const received = () => caseOf(simple).receive({ at: '2027-03-24 10:00' });
  const reason = { text: '无须许可' };
  expect(code(received())).toBe(1);
  expect(code(received().act(clerk, { type: 'notRequired', reason }))).toBe(4);
  expect(code(received().act(clerk, { type: 'refuseAcceptance', reason, rightOrgan: '住建局' }))).toBe(5);
  expect(code(received().act(applicant, { type: 'withdraw' }))).toBe(2);
  expect(code(accepted())).toBe(8);
  expect(code(accepted().act(applicant, { type: 'withdraw' }))).toBe(14);
  expect(code(accepted().answer('look', agree))).toBe(11);
  expect(code(delivered().act(lead, { type: 'publish', where: '信用中国' }))).toBe(11);
  expect(code(accepted().answer('look', disagree('不符')))).toBe(13);
});
