import { ladder } from '../../domain/case/capabilities/instruments/ladder.ts';
import { instrumentText } from '../../domain/words/zh-CN/instruments.ts';
import { describe, expect, test } from 'vitest';
import {
  applicant as applicantStep,
  calendarDays,
  halfDays,
  procedure,
  task,
  workingDays,
} from '../../domain/procedure.ts';
import {
  applicant,
  clerk,
  head,
  officer,
  paper,
  reference,
  supervisor,
  type VirtualCase,
} from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { local } from './restaurant.ts';
import { base, look, type Policies, chosen, received, accepted, waiting } from './chosen.ts';

const dues = (one: VirtualCase) => Object.fromEntries(one.view.clocks.map(({ clock, due }) => [clock, local(due)]));

describe("what the law leaves open is the procedure's to say", () => {
  test('a silent procedure has days that end at close or midnight, 5, 15, 10 and 7 working days; 20 by law', () => {
    const one = accepted(chosen({}));
    expect(dues(one)).toEqual({
      acceptance: '2027-03-31T17:30',
      promise: '2027-03-29T17:30',
      statutory: '2027-04-22T17:30',
      'step:look': '2027-03-25T17:30',
    });
    one.at('2027-03-24T12:00').act(officer('market-regulation'), {
      type: 'answer',
      step: 'look',
      answer: { answer: 'agree' },
    });
    expect(dues(one)).toMatchObject({ delivery: '2027-04-08T17:30', publicity: '2027-04-02T17:30' });
    const noticed = received(chosen({}));
    noticed.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '不清' }] });
    expect(dues(noticed)['correction'], '15 WD and the 24:00 of the last one').toBe('2027-04-16T00:00');
  });
  test('the end of the last day, per party', () => {
    expect(dues(accepted(chosen({ endOfDay: { agency: 'midnight' } })))).toMatchObject({
      promise: '2027-03-30T00:00',
      'step:look': '2027-03-26T00:00',
    });
    const one = received(chosen({ endOfDay: { applicant: 'close' } }));
    one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '不清' }] });
    expect(dues(one)['correction']).toBe('2027-04-15T17:30');
  });
  test("filed at night the date stands, or the next working day's does; an acceptance at night is no filing", () => {
    expect(dues(received(chosen({}), '2027-03-26T20:00'))).toEqual({ acceptance: '2027-04-02T17:30' });
    const one = received(chosen({ filedOffHours: 'nextWorkday' }), '2027-03-26T20:00');
    expect(dues(one), 'Friday night counts as filed on Monday').toEqual({ acceptance: '2027-04-06T17:30' });
    one.at('2027-03-29T19:00').act(clerk, { type: 'accept' });
    expect(dues(one)['promise']).toBe('2027-04-01T17:30');
  });
  test('half a day by halves of days or by their minutes', () => {
    expect(dues(accepted(chosen({}, halfDays(1))))['step:look']).toBe('2027-03-24T17:30');
    expect(dues(accepted(chosen({ halfDay: 'byMinutes' }, halfDays(1))))['step:look'], '3.5 hours from 11:00').toBe(
      '2027-03-24T16:00',
    );
  });
  test('correction, delivery and publicity have the limits that it says', () => {
    const one = received(
      chosen({
        acceptance: { within: workingDays(1) },
        correction: { within: calendarDays(3), onLapse: 'hold' },
        delivery: { within: workingDays(2) },
        publicity: { within: workingDays(4) },
      }),
    );
    one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '不清' }] });
    one.until('2027-03-30T00:00');
    expect(one.view.status, '3 days from Wednesday roll to Monday, 24:00').toBe('held');
    one.at('2027-03-30T10:00').act(applicant, { type: 'supply', papers: [paper('plan')] });
    one.at('2027-03-30T11:00').act(clerk, { type: 'accept' });
    one.at('2027-03-30T12:00').act(officer('market-regulation'), {
      type: 'answer',
      step: 'look',
      answer: { answer: 'agree' },
    });
    expect(dues(one)).toMatchObject({
      acceptance: '2027-03-31T17:30',
      delivery: '2027-04-01T17:30',
      publicity: '2027-04-06T17:30',
    });
  });
  test("the ladder's dates: the order's, the ledger item's, the notice before a talk", () => {
    const letters = (policies: Policies) => {
      const one = accepted(chosen(policies));
      for (const level of ['L2', 'L3', 'L4'] as const)
        one.at('2027-03-25T10:00').act(supervisor(ladder[level].from), {
          type: 'startInstrument',
          level,
          clock: 'promise',
          reason: { text: '群众反映' },
        });
      return Object.fromEntries(
        one.view.instruments.map(({ level, replyDue, talkAt, content }) => [
          level,
          [talkAt ?? replyDue, instrumentText(content)] as const,
        ]),
      );
    };
    const usual = letters({});
    expect(local(usual['L2']![0]!), '3 WD').toBe('2027-03-30T17:30');
    expect(local(usual['L4']![0]!)).toBe('2027-03-30T17:30');
    const own = letters({ ladder: { order: workingDays(1), ledger: workingDays(8), talkNotice: workingDays(5) } });
    expect(local(own['L2']![0]!)).toBe('2027-03-26T17:30');
    expect(own['L2']![1]).toContain('请在一个工作日内办结');
    expect(own['L3']![1]).toContain('请在八个工作日内完成整改');
    expect(local(own['L4']![0]!)).toBe('2027-04-01T17:30');
  });
});

test("a licence without its own statutory limit has the law's 20 working days; others have none", () => {
  const one = accepted(chosen({}));
  one.at('2027-03-25T10:00').act(head('market-regulation'), {
    type: 'extend',
    clock: 'statutory',
    by: workingDays(10),
    reason: { text: '复杂' },
  });
  expect(dues(one)['statutory']).toBe('2027-05-10T17:30');
  const filing = procedure({
    ...base,
    name: 'filing',
    kind: 'filing',
    limits: { statutory: 'none', promised: workingDays(1) },
    steps: { look: look() },
    *run({ steps, grant }) {
      yield* steps.look();
      return grant('licence');
    },
  });
  expect(filing.limits).toEqual({ promised: workingDays(1) });
  const issue = procedure({
    ...base,
    name: 'issue',
    permits: {},
    results: { done: '办结' },
    intake: { by: 'issue', from: ['hotline'] },
    steps: { look: look() },
    *run({ steps, settle }) {
      yield* steps.look();
      return settle('done');
    },
  });
  expect(issue.limits).toEqual({});
});

test('a joint limit is extended by the head of the government, as often as the procedure says and no more', () => {
  const one = accepted(
    procedure({
      ...base,
      name: 'joint',
      limits: {
        statutory: workingDays(45),
        extension: {
          of: 'statutory',
          by: 'government-head',
          atMost: workingDays(15),
          times: 2,
          basis: '行政许可法 42',
        },
      },
      steps: { look: look() },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('licence');
      },
    }),
    [],
  );
  const extend = { type: 'extend', clock: 'statutory', by: workingDays(5), reason: { text: '复杂' } } as const;
  const government = head('district-government');
  expect(refusal(() => one.at('2027-03-25T10:00').act(head('market-regulation'), extend))).toBe('actor.wrongUnit');
  expect(refusal(() => one.at('2027-03-25T10:00').act(officer('district-government'), extend))).toBe('actor.wrongRole');
  one.at('2027-03-25T10:00').act(government, extend);
  one.at('2027-03-26T10:00').act(government, extend);
  expect(refusal(() => one.at('2027-03-27T10:00').act(government, extend))).toBe('extension.once');
  expect(one.clock('statutory').extensions).toEqual([workingDays(5), workingDays(5)]);
});

test('a wait that the applicant causes stops the clocks by notice, and makes no office late', () => {
  const one = accepted(waiting, []);
  const wait = {
    type: 'startSpecial',
    step: 'look',
    special: 'siteReady',
    takes: workingDays(2),
    notice: reference('待-1'),
  } as const;
  expect(
    refusal(() => one.at('2027-03-25T10:00').act(officer('market-regulation'), { ...wait, special: 'lunch' })),
  ).toBe('special.notListed');
  one.at('2027-03-25T10:00').act(officer('market-regulation'), wait);
  expect(one.clock('promise')).toMatchObject({ state: 'paused', projected: true });
  expect(one.clock('special:look')).toMatchObject({ state: 'running' });
  expect(one.clock('special:look').unit).toBeUndefined();
  expect(local(one.clock('special:look').due), 'the 24:00 of Mar 29').toBe('2027-03-30T00:00');
  one.until('2027-03-30T00:00');
  expect(one.view.instruments.filter(each => each.clock === 'special:look')).toEqual([]);
  expect(one.clock('promise')).toMatchObject({ state: 'running' });
  expect(local(one.clock('promise').due), 'Mar 25(1); 26 and 29 paused, to its 24:00; 30(2) 31 Apr 1 2(5)').toBe(
    '2027-04-02T17:30',
  );
});

// (A10)
test('milestones run from receipt, whatever becomes of acceptance', () => {
  const one = received(
    procedure({
      ...base,
      name: 'marked',
      milestones: { visited: workingDays(1) },
      steps: { visit: task('踏勘', { by: 'market-regulation', until: 'visited' }) },
      *run({ steps, reached, grant }) {
        yield* steps.visit();
        reached('visited');
        return grant('licence');
      },
    }),
    '2027-03-24T10:00',
    [],
  );
  expect(one.clock('milestone:visited')).toMatchObject({ state: 'running', kind: 'milestone' });
  one.until('2027-03-25T17:30');
  expect(one.clock('milestone:visited').colour).toBe('red');
});

test("due is projected to the end of the applicant's own time while every department waits for them", () => {
  const one = accepted(
    procedure({
      ...base,
      name: 'fixing',
      limits: { promised: workingDays(5) },
      steps: { fix: applicantStep('整改', { within: workingDays(4) }), look: look() },
      *run({ steps, grant }) {
        yield* steps.fix();
        yield* steps.look();
        return grant('licence');
      },
    }),
    [],
  );
  expect(one.clock('promise')).toMatchObject({ state: 'paused', projected: true });
  expect(local(one.clock('promise').due), "Mar 25 to 30 are the applicant's, to its 24:00; 31(1) Apr 1 2 6 7(5)").toBe(
    '2027-04-07T17:30',
  );
});
