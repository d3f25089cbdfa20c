import { expect, test } from 'vitest';
import { dayOf, parseInstant } from '../../domain/calendar/day.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { holderText, pauseText, soFarText, whyText } from '../deadline/explain/in-words.ts';
import { toldOf } from '../support/told.ts';
import { applicant, clerk, head, officer, paper, reference } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { accepted, agreedBy, inParallel, local, restaurant } from './restaurant.ts';

const lead = head('market-regulation');
const flood = {
  type: 'suspend',
  ground: 'forceMajeure',
  reason: { text: '台风停工' },
  notice: reference('中-1'),
} as const;
const resume = { type: 'resume', reason: { text: '台风已过' } } as const;
const inspection = {
  type: 'startSpecial',
  step: 'fire',
  special: 'inspection',
  takes: { unit: 'WD', n: 2 },
  notice: reference('检-1'),
} as const;

test('a suspension stops every clock of the office until resumed, with a document and a message', () => {
  const one = inParallel();
  const before = { promise: local(one.clock('promise').due), fire: local(one.clock('step:fire').due) };
  expect(before).toEqual({ promise: '2027-03-31T17:30', fire: '2027-03-29T17:30' });
  const [event] = one.at('2027-03-25T10:00').act(lead, flood).lastEvents;
  expect(event).toMatchObject({ type: 'suspended', basis: { code: 'civil-code.180' } });
  expect(toldOf(event!, one.state!, one.environment)).toMatchObject([
    { to: 'p-applicant', text: expect.stringContaining('中止办理（不可抗力）：台风停工（文书中-1）') },
  ]);
  expect(one.view.documents.at(-1)).toMatchObject({ kind: 'suspensionNotice', number: '中-1' });
  expect(one.view.clocks.filter(clock => clock.state === 'running')).toEqual([]);
  expect(one.view.suspensions).toMatchObject([{ ground: 'forceMajeure', notice: '中-1' }]);
  expect(one.clock('promise')).toMatchObject({
    state: 'paused',
    projected: true,
    elapsed: 1,
    remaining: 4,
    provisional: { code: 'pauseOpen' },
    pauses: [{ why: '中-1' }],
  });
  expect(
    one.view.clocks.filter(clock => clock.state === 'paused').map(clock => clock.due),
    'nobody knows until when: no date is told',
  ).toEqual([undefined, undefined, undefined, undefined, undefined]);
  one.until('2027-04-02T18:00');
  expect(one.events.at(-1)?.type, 'no colour, no breach, no instrument while it lasts').toBe('suspended');
  const [resumed] = one.at('2027-04-06T10:00').act(lead, resume).lastEvents;
  expect(toldOf(resumed!, one.state!, one.environment)).toMatchObject([
    {
      text: expect.stringMatching(
        /恢复办理，恢复计时：台风已过；承诺时限于2027-04-12 17:30到期；法定时限于2027-05-\d\d 17:30到期。$/,
      ),
    },
  ]);
  expect(one.view.documents.at(-1)?.kind).toBe('resumptionNotice');
  // Mar 26 29 30 31, Apr 1 2 and 6 do not count (清明 Apr 3 to 5).
  expect(local(one.clock('promise').due), 'Mar 25(1), Apr 7(2) 8 9 12(5)').toBe('2027-04-12T17:30');
  expect(local(one.clock('step:fire').due), 'Mar 25(1), Apr 7(2) 8(3)').toBe('2027-04-08T17:30');
});

test("the lead unit's head alone suspends and resumes, on a ground in law, with basis and written notice", () => {
  const one = inParallel();
  const at = '2027-03-25T10:00';
  expect(refusal(() => one.at(at).act(officer('market-regulation'), flood))).toBe('actor.wrongRole');
  expect(refusal(() => one.at(at).act(head('tobacco'), flood))).toBe('actor.wrongUnit');
  for (const ground of ['internalApproval', 'consultation', 'leave', 'meeting'])
    expect(refusal(() => one.at(at).act(lead, { ...flood, ground }))).toBe('pause.notListed');
  expect(refusal(() => one.at(at).act(lead, { ...flood, ground: 'byLaw' }))).toBe('pause.noBasis');
  expect(
    refusal(() => one.at(at).act(lead, { type: 'suspend', ground: 'forceMajeure', reason: { text: '台风' } })),
  ).toBe('pause.notNoticed');
  expect(refusal(() => one.at(at).act(lead, resume))).toBe('case.notSuspended');
  one.at(at).act(lead, { ...flood, ground: 'byLaw', reason: { text: '关联案件审理中', basis: '行政处罚法 66' } });
  expect(one.events.at(-1)).toMatchObject({ basis: { text: '行政处罚法 66' } });
  expect(refusal(() => one.at('2027-03-25T11:00').act(lead, { ...flood, notice: reference('中-2') }))).toBe(
    'case.suspended',
  );
  expect(refusal(() => one.at('2027-03-25T11:00').act(officer('market-regulation'), resume))).toBe('actor.wrongRole');
  one.at('2027-03-25T12:00').act(lead, resume);
  expect(
    refusal(() => one.at('2027-03-25T13:00').act(lead, flood)),
    'each suspension has its own notice',
  ).toBe('pause.noticeTwice');
});

test('the office decides nothing in a suspension; the applicant may withdraw, a limit may be made longer', () => {
  const one = inParallel();
  one.at('2027-03-25T10:00').act(lead, flood);
  expect(refusal(() => one.at('2027-03-25T11:00').act(officer('tobacco'), agreedBy('tobacco')))).toBe('case.suspended');
  expect(refusal(() => one.at('2027-03-25T11:00').act(officer('tobacco'), { type: 'claim', step: 'tobacco' }))).toBe(
    'case.suspended',
  );
  expect(refusal(() => one.at('2027-03-25T11:00').act(officer('fire-rescue'), inspection))).toBe('case.suspended');
  one.at('2027-03-25T12:00').act(lead, {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '复杂' },
  });
  one.at('2027-03-26T10:00').act(applicant, { type: 'withdraw' });
  expect(one.view).toMatchObject({
    status: 'withdrawn',
    closed: true,
    suspensions: [{ to: parseInstant('2027-03-26T10:00') }],
  });
});

test('extension and suspension commute', () => {
  const due = (...order: readonly ('extend' | 'suspend')[]): string => {
    const one = inParallel();
    for (const act of order)
      one
        .at('2027-03-25T10:00')
        .act(
          lead,
          act === 'suspend'
            ? flood
            : { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 10 }, reason: { text: '复杂' } },
        );
    const told = () =>
      explainClock(historyOf(one.events, one.environment), 'statutory', one.environment).recomputations.map(
        ({ cause }) => cause.code,
      );
    expect(told().toSorted(), 'a longer limit is told also where no date is').toEqual(['extension', 'pause']);
    one.at('2027-04-06T10:00').act(lead, resume);
    expect(told().at(-1)).toBe('resume');
    return local(one.clock('statutory').due);
  };
  expect(due('extend', 'suspend')).toBe(due('suspend', 'extend'));
});

test('a suspension within a special procedure stops its limit too, and a day that both pause counts once', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), inspection);
  expect(local(one.clock('special:fire').due)).toBe('2027-03-29T17:30');
  one.at('2027-03-26T09:00').act(lead, flood);
  expect(
    [one.clock('special:fire').due, one.clock('step:fire').due],
    'while that lasts, the own limit of the special procedure ends nobody knows when',
  ).toEqual([undefined, undefined]);
  one.at('2027-03-30T09:00').act(lead, resume);
  expect(local(one.clock('special:fire').due), '26(1), 29 and 30 do not count, 31(2)').toBe('2027-03-31T17:30');
  expect(
    one.clock('step:fire').pauses.map(({ why, to }) => [why, to === undefined]),
    'each pause by its own document',
  ).toEqual([
    ['检-1', true],
    ['中-1', false],
  ]);
  expect(one.clock('step:fire')).toMatchObject({ state: 'paused' });
  one.until('2027-03-31T17:30');
  expect(one.clock('special:fire')).toMatchObject({ colour: 'red' });
  expect(local(one.clock('step:fire').due), 'of 3 WD from Mar 24: 25(1), 26 to 31 paused, Apr 1(2) 2(3)').toBe(
    '2027-04-02T17:30',
  );
});

test('silence accepts nothing while the case is suspended, and the clock of a supply stands still', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(lead, flood);
  one.until('2027-03-30T18:00');
  expect(one.view.status).toBe('received');
  expect(refusal(() => one.at('2027-03-31T09:00').act(clerk, { type: 'accept' }))).toBe('case.suspended');
  one.at('2027-03-31T09:30').act(lead, resume);
  expect(local(one.clock('acceptance').due)).toBe('2027-04-01T17:30');
  one.at('2027-03-31T10:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'signboardSketch', defect: '缺少' }] });
  expect(
    refusal(() => one.at('2027-03-31T10:30').act(lead, { ...flood, notice: reference('中-2') })),
    "the time is the applicant's",
  ).toBe('pause.nothingRuns');
});

test("the applicant's own clock runs on while the office is suspended", () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  });
  one.at('2027-03-24T12:00').act(lead, flood);
  expect(one.clock('tolerance:signboardSketch').state).toBe('running');
  expect(one.clock('step:licence').state).toBe('paused');
  one.at('2027-03-25T12:00').act(applicant, { type: 'cure', papers: [paper('signboardSketch')] });
  expect(one.clock('tolerance:signboardSketch')).toMatchObject({ verdict: 'met' });
});

test('a suspension ordered once a clock is due changes nothing: the breach stays, told at its instant', () => {
  const one = accepted();
  one.at('2027-03-25T17:30').act(lead, flood);
  one.until('2027-03-25T17:30');
  expect(one.clock('step:licence')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-03-25T17:30') });
  const late = accepted();
  late.at('2027-03-26T09:00').act(lead, flood);
  late.at('2027-03-29T09:00').act(lead, resume);
  expect(late.clock('step:licence')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-03-25T17:30') });
});

test('a decision that everything is there for waits until the case is resumed', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  });
  one.at('2027-03-24T12:00').act(officer('market-regulation'), agreedBy('licence'));
  one.at('2027-03-25T09:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-25T09:10').act(officer('fire-rescue'), agreedBy('fire'));
  one.at('2027-03-25T09:20').act(officer('tobacco'), agreedBy('tobacco'));
  one.at('2027-03-25T10:00').act(lead, flood);
  one.at('2027-03-26T10:00').act(applicant, { type: 'cure', papers: [paper('signboardSketch')] });
  expect(one.view.status).toBe('inReview');
  one.at('2027-03-29T10:00').act(lead, resume);
  expect(one.view).toMatchObject({ status: 'granted', decidedAt: parseInstant('2027-03-29T10:00') });
  expect(one.clock('promise')).toMatchObject({ verdict: 'met' });
});

test('the explanation names the suspension and its notice, and nobody holds the time meanwhile', () => {
  const one = inParallel();
  one.at('2027-03-25T10:00').act(lead, flood);
  const told = () => explainClock(historyOf(one.events, one.environment), 'promise', one.environment);
  expect(told().holder).toMatchObject({ kind: 'nobody', units: [] });
  expect(holderText(told())).toBe('已中止办理（文书 中-1），暂停计时');
  one.at('2027-03-29T10:00').act(lead, resume);
  expect(told().lines.map(({ effect, why }) => `${effect} ${whyText(why)}`)).toContain(
    'paused 暂停（中止办理：台风停工（文书 中-1）），不计',
  );
  expect(told().holder).toMatchObject({ kind: 'unit', units: ['urban-management', 'fire-rescue', 'tobacco'] });
  expect(told().recomputations.map(({ cause }) => cause.code)).toContain('resume');
});

test('a suspension ordered when a limit is over stops no lateness, and nobody is told that it does', () => {
  const one = inParallel();
  one.until('2027-04-02T10:00');
  one.at('2027-04-02T10:00').act(lead, flood);
  const told = (clock: string) => explainClock(historyOf(one.events, one.environment), clock, one.environment);
  expect(told('promise').holder).toMatchObject({ kind: 'unit', units: ['market-regulation'] });
  expect(holderText(told('promise'))).toBe('无正在计时的环节，计入牵头单位');
  expect(told('promise').attribution?.days.at(-1)).toMatchObject({
    units: ['fire-rescue', 'tobacco', 'urban-management'],
    afterDue: true,
  });
  one.at('2027-04-06T10:00').act(lead, {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '复杂' },
  });
  expect(told('promise').attribution?.days.at(-1), 'every branch stands still, the promise does not').toMatchObject({
    day: dayOf(parseInstant('2027-04-06T10:00')),
    units: ['market-regulation'],
  });
  expect(told('step:fire').holder).toMatchObject({ kind: 'unit', units: ['fire-rescue'] });
  expect(told('statutory').holder).toMatchObject({ kind: 'nobody' });
  expect(holderText(told('statutory'))).toBe('已中止办理（文书 中-1），暂停计时');
});

test('an instrument waits with its clock: no reply is due while that is suspended', () => {
  const one = inParallel();
  one.until('2027-03-30T09:00');
  const instrument = () => one.view.instruments.find(({ instrument }) => instrument === 'L1:step:fire')!;
  expect([instrument().state, local(instrument().replyDue)], 'the step was due on the 29th').toEqual([
    'served',
    '2027-03-30T17:30',
  ]);
  one.at('2027-03-30T10:00').act(lead, flood);
  expect([instrument().state, instrument().replyDue]).toEqual(['served', undefined]);
  one.until('2027-04-02T18:00');
  one.at('2027-04-06T10:00').act(lead, resume);
  expect(
    [instrument().state, local(instrument().replyDue)],
    'suspended on its last day: the day of the resumption',
  ).toEqual(['served', '2027-04-06T17:30']);
  one.at('2027-04-06T11:00').act(officer('fire-rescue'), { type: 'claim', step: 'fire' });
  one.at('2027-04-06T11:30').act(lead, { ...flood, notice: reference('中-2') });
  expect([instrument().state, local(instrument().replyDue)], 'answered by an act of the unit').toEqual([
    'replied',
    '2027-04-06T17:30',
  ]);
});

test('while nobody knows when the case goes on, what is counted so far stays what it was', () => {
  const one = inParallel();
  one.at('2027-03-25T10:00').act(lead, flood);
  const at = parseInstant('2027-04-20T10:00');
  const promise = explainClock(historyOf(one.events, one.environment), 'promise', one.environment, { now: at });
  const { soFar, attribution, lines, openPause, recomputations } = promise;
  expect(lines.slice(-2)).toMatchObject([
    { effect: 'paused', firstDay: dayOf(parseInstant('2027-03-26T10:00')), lastDay: dayOf(at), why: openPause!.why },
    { effect: 'now' },
  ]);
  expect(recomputations.map(each => [each.cause.code, local(each.dueBefore), local(each.due), each.projected])).toEqual(
    [['pause', '2027-03-31T17:30', 'undated', false]],
  );
  expect(soFar).toEqual({ at, isStopped: false, counted: 1, remaining: 4 });
  expect(soFarText(promise)).toBe('截至 2027-04-20 10:00，已计入 1 个工作日，尚余 4 个工作日');
  expect(attribution).toMatchObject({ counted: 1, afterDue: 0 });
});

test('an explanation for the public holds nothing that an official wrote of a stop or an extension', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(lead, {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '沈雨晴要求' },
  });
  one.at('2027-03-25T10:00').act(lead, { ...flood, reason: { text: '沈雨晴住院' } });
  one.at('2027-03-29T10:00').act(lead, { type: 'resume', reason: { text: '沈雨晴出院' } });
  const told = (withoutFreeText: boolean) =>
    explainClock(historyOf(one.events, one.environment), 'statutory', one.environment, { withoutFreeText });
  expect(JSON.stringify(told(true))).not.toContain('沈雨晴');
  const reasons = (withoutFreeText: boolean) => told(withoutFreeText).pauses.map(({ why }) => pauseText(why!));
  expect(reasons(true)).toEqual(['中止办理：不可抗力（文书 中-1）']);
  expect(reasons(false)).toEqual(['中止办理：沈雨晴住院（文书 中-1）']);
  expect(told(false).recomputations[0]).toMatchObject({ told: '沈雨晴要求' });
});
