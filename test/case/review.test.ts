import { documentTitle } from '../../domain/words/zh-CN/items.ts';
import { expect, test } from 'vitest';
import { toldOf } from '../support/told.ts';
import { agree, applicant, clerk, officer, reference } from '../../domain/testing.ts';
import { accepted, inParallel } from './restaurant.ts';
import { refusal } from './refusal.ts';

const disagree = { answer: 'disagree', reasons: [{ text: '疏散通道不足', basis: '消防法 15' }] } as const;

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
  one.at('2027-03-25T11:00').answer('fire', agree);
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
  one.at('2027-03-25T11:00').answer('fire', agree);
  expect(toldOf(one.events.at(-1)!, one.state!, one.environment).map(each => each.text)).toEqual([
    '办件20270324-0001：准予许可，请领取结果。“店招备案”附条件：不得遮挡消防窗。不予许可“烟草专卖零售许可证”：疏散通道不足。如不服本决定，可自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
  ]);
  expect(one.view.remedies).toBe('reviewOrSuit');
  expect(
    one.view.documents.slice(-4).map(each => `${documentTitle(each.kind, 'licence')} ${each.permit} ${each.number}`),
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
  one.at('2027-03-24T15:00').act(officer('fire-rescue'), { type: 'answer', step: 'fire', answer: agree });
  expect(one.view.steps.find(step => step.step === 'fire')?.state).toBe('proposed');
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
  one.at('2027-04-01T10:00').answer('fireCheck', disagree);
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
