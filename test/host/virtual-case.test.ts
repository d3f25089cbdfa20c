import { describe, expect, test } from 'vitest';
import {
  agree,
  applicant,
  caseOf,
  cityOf,
  clerk,
  DecisionMismatch,
  disagree,
  given,
  local,
  officer,
} from '../../domain/testing.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { bundle, part } from '../case/bundle.ts';
import { nested, gate } from '../procedure/support/throw-away.ts';
import { refusal } from '../case/refusal.ts';

describe('caseOf', () => {
  test("an application is by default the procedure's example, without personal fields, with all papers asked", () => {
    const [received] = caseOf(restaurantOpening).receive().events;
    expect(received).toMatchObject({
      type: 'received',
      actor: applicant,
      data: {
        form: { name: '老街面馆', seats: 40, hasSignboard: true, sellsTobacco: false },
        channel: 'online',
        papers: [{ material: 'layoutPlan' }, { material: 'safetyRules' }, { material: 'signboardSketch' }],
      },
    });
    const plain = caseOf(restaurantOpening).receive({ form: { hasSignboard: false }, by: clerk }).view;
    expect(plain.papers.map(({ material }) => material)).toEqual(['layoutPlan', 'safetyRules']);
    expect(plain.channel).toBe('window');
  });

  test("a relative moment counts in the case's calendar and keeps the time of day", () => {
    const moments = ['+5 working days', '+3 days', '+1 month', '+4 hours', '+30 minutes'].map(moment =>
      local(caseOf(restaurantOpening).receive({ at: '2027-03-31 10:00' }).at(moment).now),
    );
    expect(moments, '清明节 off April 3 to 5').toEqual([
      '2027-04-08 10:00',
      '2027-04-03 10:00',
      '2027-04-30 10:00',
      '2027-03-31 14:00',
      '2027-03-31 10:30',
    ]);
    expect(local(caseOf(restaurantOpening).at('2027-03-31 24:00').now), 'the end of a day').toBe('2027-04-01 00:00');
    expect(refusal(() => caseOf(restaurantOpening).at('2027-02-29 24:00'))).toBe('day.invalid');
    expect(refusal(() => caseOf(restaurantOpening).at('+2 weeks'))).toBe('instant.invalid');
  });

  test('what is due at the very instant of `at` has not happened; `until` and `lapse` let it happen', () => {
    const one = caseOf(restaurantOpening).receive().at('2027-03-25 17:30');
    expect(one.due('acceptance')).toBe('2027-03-25 17:30');
    expect(one.clock('acceptance')).toMatchObject({ state: 'running' });
    expect(one.lapse().view).toMatchObject({ status: 'inReview', acceptance: 'deemed' });
    expect(caseOf(restaurantOpening).receive().until('2027-03-25 17:30').view.acceptance).toBe('deemed');
    expect(() => caseOf(restaurantOpening).receive().act(applicant, { type: 'withdraw' }).lapse()).toThrow(
      'Nothing is due any more',
    );
  });

  test('an act of a moment before now arrives late, and is judged by when it was asked', () => {
    const one = caseOf(restaurantOpening).receive().accept().until('2027-03-25 17:30');
    expect(one.clock('step:licence').colour).toBe('red');
    one.at('2027-03-25 17:00').answer('licence', agree);
    expect(one.clock('step:licence')).toMatchObject({ verdict: 'met' });
    expect(local(one.at('+1 hour').now), 'the clock itself never went back').toBe('2027-03-25 18:30');
  });

  test('a step is answered by whoever it is asked of, with a second person where two have to answer', () => {
    const one = caseOf(restaurantOpening).receive().accept().answer('licence', agree);
    expect(one.openSteps).toEqual(['signboard', 'fire']);
    one.answer('fire', disagree('疏散通道堵塞')).answer('signboard', agree);
    expect(one.events.filter(({ type }) => type === 'answered').map(({ actor }) => actor.person)).toEqual([
      'p-market-regulation-officer',
      'p-fire-rescue-officer',
      'p-urban-management-officer',
    ]);
    expect(one.view.steps.find(({ step }) => step === 'fire')?.answeredBy).toHaveLength(2);
    expect(one.status).toBe('granted');
    expect(one.notices.at(-1)).toMatchObject({ to: applicant.person, kind: 'granted' });
  });

  test('a refused act leaves the case as it was, and the refusal can be read', () => {
    const one = caseOf(restaurantOpening).receive({ papers: ['layoutPlan'] });
    expect(one.tryAct(clerk, { type: 'accept' })).toMatchObject({
      code: 'acceptance.incomplete',
      params: { required: ['safetyRules'] },
    });
    expect(one.events).toHaveLength(1);
    expect(one.tryAct(applicant, { type: 'withdraw' })).toBeUndefined();
    expect(one.status).toBe('withdrawn');
  });

  test('steps, answers and form are typed by the procedure', () => {
    const one = caseOf(restaurantOpening);
    const typed = [
      () => one.answer('fireFix', { lapsed: false }),
      () => one.answer('fireCheck@again#2', agree),
      // @ts-expect-error -- no step of this name
      () => one.answer('license', agree),
      // @ts-expect-error -- a department does not lapse
      () => one.answer('licence', { lapsed: false }),
      // @ts-expect-error -- seats are a number
      () => one.receive({ form: { seats: 'many' } }),
    ];
    expect(typed).toHaveLength(5);
    expect(caseOf(nested).receive().accept().openSteps).toContain('look@x/x1');
  });
});

describe('given', () => {
  const answerLicence = { type: 'answer', step: 'licence', answer: agree } as const;

  test('one decision on what had happened is compared by types, and by data where it is stated', () => {
    const decision = given(restaurantOpening, ['accepted']).when(officer('market-regulation'), answerLicence);
    decision.then('answered');
    decision.then({ type: 'answered', data: { answer: agree, step: 'licence' } });
    expect(() => decision.then({ type: 'answered', data: { answer: agree, step: 'fire' } })).toThrow(DecisionMismatch);
    expect(() => decision.then('answered', 'granted')).toThrow(DecisionMismatch);
    expect(() => decision.thenRefused('step.notOpen')).toThrow(DecisionMismatch);
  });

  test('a refusal is compared by its code', () => {
    const decision = given(restaurantOpening).when(officer('market-regulation'), answerLicence);
    decision.thenRefused('step.notOpen');
    expect(() => decision.thenRefused('step.paused')).toThrow('was not refused with step.paused');
    expect(() => decision.then('answered')).toThrow('step.notOpen');
  });

  test('a case that has come so far is given whole, and stays as it is', () => {
    const one = caseOf(restaurantOpening).receive();
    given(one).when(clerk, { type: 'accept' }, '+1 hour').then('accepted');
    expect(one.status).toBe('received');
  });
});

describe('cityOf', () => {
  test('time goes through all cases in the order of their dues', () => {
    const happened: { readonly at: string; readonly id: string }[] = [];
    const city = cityOf([restaurantOpening, gate], {
      onEvent: (event, { id }) => happened.push({ at: local(event.at), id }),
    });
    const early = city.receive(restaurantOpening, { at: '2027-03-24 10:00' });
    const late = city.receive(gate, { at: '2027-03-25 10:00' });
    expect([early, late].map(({ id, view }) => `${id} ${view.number}`)).toEqual([
      'case-1 20270324-0001',
      'case-2 20270325-0002',
    ]);
    city.lapse();
    expect([local(city.now), early.view.acceptance, late.view.acceptance]).toEqual([
      '2027-03-25 17:30',
      'deemed',
      undefined,
    ]);
    late.until('+8 working days');
    const times = happened.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    const turns = happened.filter(({ id }, index) => id !== happened[index - 1]?.id);
    expect(turns.length, 'whoever moves the clock moves it for all: now the one, now the other').toBeGreaterThan(4);
    expect(() => cityOf([gate]).receive(restaurantOpening)).toThrow('the city has throw-away.v1');
  });

  test('what a case writes to another arrives in the same instant, once, under its cause', () => {
    const city = cityOf([bundle, part]);
    const parent = city.receive(bundle, { form: { parts: 2 } }).accept();
    const first = city.childOf(parent, 'part@1', part);
    expect(first.lastEvents).toMatchObject([
      { type: 'received', key: 'case-1/3/0', cause: 'case-1/3/0', at: city.now },
    ]);
    parent.at('2027-03-24 15:00').act(applicant, { type: 'withdraw' });
    expect(first.lastEvents).toMatchObject([{ type: 'withdrawn', key: 'case-1/5/0', at: city.now }]);
  });
});
