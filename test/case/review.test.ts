import { documentTitles } from '../../domain/words/zh-CN/titles.ts';
import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { toldOf } from '../support/told.ts';
import { agree, applicant, clerk, head, officer, reference, supervisor } from '../../domain/testing.ts';
import { accepted, inParallel, local } from './restaurant.ts';
import { refusal } from './refusal.ts';

const disagree = { answer: 'disagree', reasons: [{ text: '疏散通道不足', basis: '消防法 15' }] };

test('a refused licence denies the case with its reasons and the remedies', () => {
  const one = accepted();
  one.at('2027-03-24T14:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: disagree });
  expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '疏散通道不足' }] });
  expect(one.view.remedies).toBe('reviewOrSuit');
  expect(refusal(() => one.at('2027-03-24T15:00').act(applicant, { type: 'withdraw' }))).toBe('case.decided');
  one.at('2027-03-25T15:00').act(clerk, { type: 'deliver', how: 'post', receipt: reference('送-1') });
  expect(one.view).toMatchObject({ status: 'closed', closed: true });
});

// (A8)
test('a disagreement without reasons is refused at the boundary', () => {
  expect(
    refusal(() =>
      accepted()
        .at('2027-03-24T14:00')
        .act(officer('market-regulation'), {
          type: 'answer',
          step: 'licence',
          answer: { answer: 'disagree', reasons: [] },
        }),
    ),
  ).toBe('step.invalid');
  for (const blank of [' ', '\u3000\n'])
    expect(
      refusal(() =>
        accepted()
          .at('2027-03-24T14:00')
          .act(officer('market-regulation'), {
            type: 'answer',
            step: 'licence',
            answer: { answer: 'disagree', reasons: [{ text: blank }] },
          }),
      ),
    ).toBe('step.invalid');
});

test('a branch that refuses does not cancel its siblings, and each permit goes by its own answer', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: disagree });
  expect(one.view.steps.filter(step => step.state === 'ready').map(step => step.step)).toEqual(['signboard', 'fire']);
  one.at('2027-03-25T10:00').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-25T11:00').act(officer('fire-rescue'), {
    type: 'answer',
    step: 'fire',
    answer: agree,
    together: 'p-fire-rescue-officer-2',
  });
  expect(one.view.permits.map(({ permit, state }) => `${permit} ${state}`)).toEqual([
    'licence granted',
    'signboard granted',
    'fire granted',
    'tobacco refused',
  ]);
});

test('a permit refused beside others is told as a denial: in writing, with reasons and remedies', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: disagree });
  one.at('2027-03-25T10:00').act(officer('urban-management'), {
    type: 'answer',
    step: 'signboard',
    answer: { answer: 'agreeWithConditions', conditions: [{ text: '不得遮挡消防窗。' }] },
  });
  one.at('2027-03-25T11:00').act(officer('fire-rescue'), {
    type: 'answer',
    step: 'fire',
    answer: agree,
    together: 'p-fire-rescue-officer-2',
  });
  expect(toldOf(one.events.at(-1)!, one.state!, one.environment).map(each => each.text)).toEqual([
    '办件20270324-0001：准予许可，请领取结果。“店招备案”附条件：不得遮挡消防窗。不予许可“烟草专卖零售许可证”：疏散通道不足。如不服本决定，可自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
  ]);
  expect(one.view.remedies).toBe('reviewOrSuit');
  expect(
    one.view.documents.slice(-4).map(each => `${documentTitles[each.kind]} ${each.permit} ${each.number}`),
  ).toEqual([
    '准予行政许可决定书 licence 20270324-0001-3',
    '准予行政许可决定书 signboard 20270324-0001-4',
    '准予行政许可决定书 fire 20270324-0001-5',
    '不予行政许可决定书 tobacco 20270324-0001-6',
  ]);
  one.at('2027-03-26T15:00').act(clerk, { type: 'deliver', how: 'window', receipt: reference('送-1') });
  one.at('2027-03-26T16:00').act(officer('market-regulation'), { type: 'publish', where: '信用中国' });
  expect(one.view, 'what was granted beside is published before the case is closed').toMatchObject({
    status: 'closed',
    closed: true,
  });
});

// (A7)
test("an answer is another unit's, not the receiver's, once, and by two people where two are needed", () => {
  const one = accepted();
  expect(
    refusal(() =>
      one.at('2027-03-24T14:00').act(officer('tobacco'), { type: 'answer', step: 'licence', answer: agree }),
    ),
  ).toBe('actor.wrongUnit');
  expect(
    refusal(() =>
      one
        .at('2027-03-24T14:00')
        .act(
          { ...officer('market-regulation'), person: clerk.person },
          { type: 'answer', step: 'licence', answer: agree },
        ),
    ),
  ).toBe('actor.receivedTheCase');
  expect(
    refusal(() =>
      one.at('2027-03-24T14:00').act(officer('fire-rescue'), { type: 'answer', step: 'fire', answer: agree }),
    ),
  ).toBe('step.notOpen');
  one.at('2027-03-24T14:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  expect(
    refusal(() =>
      one.at('2027-03-24T14:05').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree }),
    ),
  ).toBe('step.answered');
  expect(
    refusal(() =>
      one.at('2027-03-24T15:00').act(officer('fire-rescue'), { type: 'answer', step: 'fire', answer: agree }),
    ),
  ).toBe('step.twoPeople');
});

// (C14)
test('only a listed special procedure pauses, with its own limit, and not twice', () => {
  const one = inParallel();
  const notice = reference('检-1');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('tobacco'), {
        type: 'startSpecial',
        step: 'tobacco',
        special: 'inspection',
        takes: { unit: 'WD', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.notListed');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 11 },
        notice,
      }),
    ),
  ).toBe('special.tooLong');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'ND', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.tooLong');
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 3 },
    notice,
  });
  expect(
    refusal(() =>
      one.at('2027-03-25T10:00').act(officer('fire-rescue'), {
        type: 'answer',
        step: 'fire',
        answer: agree,
        together: 'p-fire-rescue-officer-2',
      }),
    ),
  ).toBe('step.paused');
  one.at('2027-03-25T11:00').act(officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' });
  expect(
    refusal(() =>
      one.at('2027-03-25T12:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.once');
});

// (C15)
test("the clocks resume when a special procedure's own limit runs out, and the office is written to", () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 2 },
    notice: reference('检-1'),
  });
  one.at('2027-03-25T10:00').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-25T11:00').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  expect(one.view.status).toBe('special');
  one.until('2027-03-29T17:30');
  expect(one.view.status, '2 WD from Mar 25: 26, 29').toBe('inReview');
  expect(one.clock('special:fire')).toMatchObject({ colour: 'red', verdict: 'late' });
  expect(one.view.instruments.map(each => each.instrument)).toContain('L1:special:fire');
  expect(local(one.clock('promise').due), '25(1), 26 and 29 paused, 30(2) 31(3) Apr 1(4) 2(5)').toBe(
    '2027-04-02T17:30',
  );
});

// (C5)
test('a pause gives no colour and breaches nothing while it is open', () => {
  const one = inParallel();
  one.at('2027-03-24T15:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 9 },
    notice: reference('检-1'),
  });
  one.at('2027-03-24T15:10').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-24T15:20').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  const before = one.events.length;
  one.until('2027-04-07T17:29');
  expect(one.events.length).toBe(before);
});

// (C6)
test("an extension is the unit head's, before due, once, in the limit's unit, with a reason, for one clock", () => {
  const one = inParallel();
  const reason = { text: '案情复杂' };
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 10 },
        reason,
      }),
    ),
  ).toBe('actor.wrongRole');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(head('tobacco'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 10 },
        reason,
      }),
    ),
  ).toBe('actor.wrongUnit');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'promise',
        by: { unit: 'WD', n: 5 },
        reason,
      }),
    ),
  ).toBe('extension.notOffered');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 11 },
        reason,
      }),
    ),
  ).toBe('extension.tooLong');
  const promise = one.clock('promise').due;
  one.at('2027-03-25T09:00').act(head('market-regulation'), {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason,
  });
  // 20 WD from Mar 24 is Apr 22; ten more: 23(21) 26 27 28 29 30(26); 劳动节 May 1 to 5; 6(27) 7(28) 8 make-up Saturday
  // (29) 10(30).
  expect(local(one.clock('statutory').due)).toBe('2027-05-10T17:30');
  expect(one.clock('promise').due).toBe(promise);
  expect(one.view.documents.at(-1)?.kind).toBe('extensionNotice');
  expect(
    refusal(() =>
      one.at('2027-03-26T09:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 1 },
        reason,
      }),
    ),
  ).toBe('extension.once');
  const late = inParallel();
  expect(
    refusal(() =>
      late.at('2027-04-22T17:31').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 1 },
        reason,
      }),
    ),
  ).toBe('extension.late');
});

test('an act at the due instant is in time, one a moment later is not', () => {
  const one = accepted();
  one.at('2027-03-25T17:30').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  expect(one.clock('step:licence')).toMatchObject({ verdict: 'met' });
  const two = accepted();
  two.at('2027-03-25T17:30:01').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  expect(two.clock('step:licence')).toMatchObject({ verdict: 'late', breachedAt: one.clock('step:licence').due });
});

test('fire on commitment is granted on complete papers, verified, fixed or revoked afterwards', () => {
  const one = inParallel(['commitment']);
  expect(one.view.steps.map(step => step.step)).toEqual(['licence', 'signboard', 'tobacco']);
  one.at('2027-03-25T09:00').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  one.at('2027-03-25T10:00').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  expect(one.view.status).toBe('granted');
  expect(one.clock('verify:fireCheck')).toMatchObject({ kind: 'verify', state: 'running' });
  one.at('2027-03-26T10:00').act(clerk, { type: 'deliver', how: 'window', receipt: reference('送-1') });
  one.at('2027-03-26T11:00').act(officer('market-regulation'), { type: 'publish', where: '信用中国' });
  expect(one.view.closed, 'verification is still to come').toBe(false);
  one.at('2027-04-01T10:00').act(officer('fire-rescue'), {
    type: 'answer',
    step: 'fireCheck',
    answer: disagree,
    together: 'p-fire-rescue-officer-2',
  });
  expect(one.clock('step:fireFix').state).toBe('running');
  one.until('2027-05-01T00:00');
  expect(one.view.permits.find(permit => permit.permit === 'fire')?.state).toBe('revoked');
  expect(one.view.permits.find(permit => permit.permit === 'licence')?.state).toBe('granted');
  expect(one.view).toMatchObject({ status: 'closed', remedies: 'reviewOrSuit' });
  const revoked = one.events.find(event => event.type === 'revoked')!;
  expect(toldOf(revoked, one.state!, one.environment).map(each => each.text)).toEqual([
    expect.stringMatching(/：撤销许可：疏散通道不足。如不服本决定，.*行政诉讼。$/),
  ]);
});

test('an act of the unit answers its reminder, so nothing escalates', () => {
  const one = accepted();
  one.at('2027-03-25T14:00').act(officer('market-regulation'), { type: 'claim', step: 'licence' });
  expect(one.view.instruments).toMatchObject([{ instrument: 'L0:step:licence', state: 'replied' }]);
  one.at('2027-03-25T16:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  one.until('2027-03-26T17:00');
  expect(one.view.instruments.filter(each => each.clock === 'step:licence')).toHaveLength(1);
});

test('a supervisor may start higher once a clock, with a reason; closing the case ends L0 to L2 only', () => {
  const one = inParallel();
  const reason = { text: '群众反映强烈' };
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('tobacco'), {
        type: 'startInstrument',
        level: 'L2',
        clock: 'promise',
        reason,
      }),
    ),
  ).toBe('actor.wrongRole');
  one.at('2027-03-25T09:00').act(supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason });
  expect(
    refusal(() =>
      one.at('2027-03-25T09:01').act(supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason }),
    ),
  ).toBe('instrument.once');
  one.at('2027-03-25T09:02').act(supervisor(), { type: 'startInstrument', level: 'L3', clock: 'promise', reason });
  one.at('2027-03-25T10:00').act(applicant, { type: 'withdraw' });
  expect(one.view.instruments.map(({ instrument, state }) => `${instrument} ${state}`)).toEqual([
    'L2:promise closed',
    'L3:promise draft',
  ]);
  expect(one.view.closed, 'an open instrument outlives the case').toBe(false);
});

test('an act asked in time and applied late is in time: breach and letter are withdrawn', () => {
  const one = accepted();
  one.until('2027-03-25T17:30');
  expect(one.clock('step:licence').colour).toBe('red');
  one.at('2027-03-25T17:00').answer('licence', agree);
  expect(one.lastEvents.map(event => event.type)).toEqual(['answered', 'breachWithdrawn', 'instrumentClosed']);
  expect(one.clock('step:licence')).toMatchObject({ verdict: 'met', colour: 'yellow' });
  expect(one.clock('step:fire').anchor, 'what follows is anchored at the asking').toBe(
    parseInstant('2027-03-25T17:00'),
  );
});
