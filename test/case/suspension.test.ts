import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { toldOf } from '../support/told.ts';
import { agree, applicant, clerk, head, officer, paper, reference } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { accepted, agreedBy, inParallel, local, restaurant } from './restaurant.ts';
import { lead, flood, resume, inspection, orderedByLaw } from './suspending.ts';

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
    refusal(() => one.at('2027-03-31T10:30').act(lead, { ...orderedByLaw, notice: reference('中-2') })),
    "the time is the applicant's",
  ).toBe('pause.nothingRuns');
});

test("the applicant's own clock runs on while the office is suspended by law", () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  });
  one.at('2027-03-24T12:00').act(lead, orderedByLaw);
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
  one.at('2027-03-25T09:10').answer('fire', agree);
  one.at('2027-03-25T09:20').act(officer('tobacco'), agreedBy('tobacco'));
  one.at('2027-03-25T10:00').act(lead, flood);
  one.at('2027-03-26T10:00').act(applicant, { type: 'cure', papers: [paper('signboardSketch')] });
  expect(one.view.status).toBe('inReview');
  one.at('2027-03-29T10:00').act(lead, resume);
  expect(one.view).toMatchObject({ status: 'granted', decidedAt: parseInstant('2027-03-29T10:00') });
  expect(one.clock('promise')).toMatchObject({ verdict: 'met' });
});
