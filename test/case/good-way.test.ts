import { documentTitle } from '../../domain/words/zh-CN/items.ts';
import { expect, test } from 'vitest';
import { citationOf } from '../../domain/law.ts';
import { agree, applicant, clerk, officer, paper, reference } from '../../domain/testing.ts';
import { local, restaurant } from './restaurant.ts';

/**
 * The hand calculation, on the demonstration calendar (清明节 off from Saturday 3 to Monday 5 April 2027):
 *   working days: Mar 24 Wed, 25, 26, 29 Mon, 30, 31, Apr 1, 2, 6 Tue, 7, 8, 9, 12 Mon, …
 *   acceptance 1 WD from Mar 24                         → Mar 25 17:30
 * correction 15 WD from Mar 25 (applicant, 24:00)     → Mar 26(1) 29 30 31 Apr 1(5) 2 6 7 8 9(10) 12 13 14 15 16(15) →
 * Apr 16 24:00
 *   acceptance anew 1 WD from Mar 29                    → Mar 30 17:30
 *   promise 5 WD from Mar 30                            → Mar 31(1) Apr 1(2) 2(3) 6(4) 7(5) → Apr 7 17:30
 * statutory 20 WD from Mar 30                         → Apr 7(5) 8 9 12 13 14(10) 15 16 19 20 21(15) 22 23 26 27 28(20)
 * → Apr 28 17:30
 *   tolerance 3 WD from Mar 30 (applicant)              → Mar 31(1) Apr 1(2) 2(3) → Apr 2 24:00
 *   licence 1 WD from Mar 30                            → Mar 31 17:30
 *   signboard 2 WD, fire and tobacco 3 WD from Mar 31   → Apr 2; Apr 6
 *   fire paused Mar 31 11:00 to Apr 2 09:30: Apr 1 and 2 do not count → Apr 6(1) 7(2) 8(3) → Apr 8 17:30
 *   the others answer Mar 31 by 15:00, so from then to Apr 2 09:30 every branch is paused: the promise does not count
 *   Apr 1 and 2 → Mar 31(1) Apr 6(2) 7(3) 8(4) 9(5) → Apr 9 17:30; statutory two working days later, Apr 30 17:30
 *   delivery 10 WD from Apr 2                           → Apr 6(1) 7 8 9 12(5) 13 14 15 16 19(10) → Apr 19 17:30
 *   publicity 7 WD from Apr 2                           → Apr 14 17:30
 */
test('an application goes the whole good way, and every due date on it is the one calculated by hand', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan'] });
  expect(local(one.clock('acceptance').due)).toBe('2027-03-25T17:30');

  one.at('2027-03-25T11:00').act(clerk, {
    type: 'giveNotice',
    defects: [
      { item: 'safetyRules', defect: '缺少食品安全管理制度' },
      { item: 'layoutPlan', defect: '未标注疏散通道' },
    ],
  });
  expect(one.view.status).toBe('correction');
  expect(local(one.clock('correction').due)).toBe('2027-04-17T00:00');

  one.at('2027-03-29T09:30').act(applicant, { type: 'supply', papers: [paper('safetyRules'), paper('layoutPlan')] });
  expect(one.view.status).toBe('received');
  expect(local(one.clock('acceptance').due)).toBe('2027-03-30T17:30');

  one.at('2027-03-30T09:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('容诺-1'),
  });
  expect(local(one.clock('promise').due)).toBe('2027-04-07T17:30');
  expect(local(one.clock('statutory').due)).toBe('2027-04-28T17:30');
  expect(local(one.clock('tolerance:signboardSketch').due)).toBe('2027-04-03T00:00');
  expect(local(one.clock('step:licence').due)).toBe('2027-03-31T17:30');

  one.at('2027-03-31T10:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  expect(one.view.steps.filter(step => step.state === 'ready').map(step => step.step)).toEqual([
    'signboard',
    'fire',
    'tobacco',
  ]);
  expect(local(one.clock('step:signboard').due)).toBe('2027-04-02T17:30');
  expect(local(one.clock('step:fire').due)).toBe('2027-04-06T17:30');

  one.at('2027-03-31T11:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 4 },
    notice: reference('消检-1'),
  });
  expect(one.clock('step:fire').state).toBe('paused');
  expect(one.clock('promise').state).toBe('running');
  expect(one.view.status).toBe('inReview');

  one.at('2027-03-31T14:00').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-31T15:00').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  expect(one.view.status).toBe('special');
  expect(one.clock('promise')).toMatchObject({ state: 'paused', projected: true });

  one.at('2027-04-02T09:30').act(officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '现场检查合格' });
  expect(one.view.status).toBe('inReview');
  expect(local(one.clock('step:fire').due)).toBe('2027-04-08T17:30');
  expect(local(one.clock('promise').due)).toBe('2027-04-09T17:30');
  expect(local(one.clock('statutory').due)).toBe('2027-04-30T17:30');

  one.at('2027-04-02T10:30').answer('fire', agree);
  expect(one.view.status, 'a grant waits for the cure').toBe('inReview');
  expect(one.clock('promise').state, 'and its clocks run').toBe('running');

  one.at('2027-04-02T16:00').act(applicant, { type: 'cure', papers: [paper('signboardSketch')] });
  expect(one.view).toMatchObject({ status: 'granted', colour: 'green' });
  expect(one.events.at(-1), 'the decision is whose answer was the last, not whose papers set it free').toMatchObject({
    type: 'granted',
    actor: { person: 'p-fire-rescue-officer-2' },
  });
  expect(one.view.permits.map(permit => permit.permit)).toEqual(['licence', 'signboard', 'fire', 'tobacco']);
  expect(one.clock('promise')).toMatchObject({ state: 'stopped', verdict: 'met' });
  expect(local(one.clock('delivery').due)).toBe('2027-04-19T17:30');
  expect(local(one.clock('publicity').due)).toBe('2027-04-14T17:30');

  one.at('2027-04-06T10:00').act(clerk, { type: 'deliver', how: 'window', receipt: reference('送达-1') });
  expect(one.view.status).toBe('delivered');
  one.at('2027-04-07T10:00').act(officer('market-regulation'), { type: 'publish', where: '信用中国' });
  expect(one.view).toMatchObject({ status: 'closed', closed: true });
  expect(
    one.view.documents.map(({ kind, permit }) => [documentTitle(kind, 'licence'), permit].filter(Boolean).join(' ')),
    'handed over together, each permit with its own document',
  ).toEqual([
    '收件凭证',
    '补正告知书',
    '容缺承诺书',
    '容缺受理通知书',
    '特殊程序告知书',
    '准予行政许可决定书 licence',
    '准予行政许可决定书 signboard',
    '准予行政许可决定书 fire',
    '准予行政许可决定书 tobacco',
    '送达回证',
  ]);
  expect(one.view.instruments).toEqual([]);
});

test('every transition keeps actor, role, instant and basis', () => {
  const one = restaurant('2027-03-24T10:00');
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  one.at('2027-03-24T12:00').act(officer('market-regulation'), { type: 'claim', step: 'licence' });
  one.at('2027-03-24T14:00').act(officer('market-regulation'), { type: 'answer', step: 'licence', answer: agree });
  one.until('2027-06-01T00:00');
  for (const event of one.events)
    expect([event.type, event.actor.role, event.at, event.basis && citationOf(event.basis)]).toEqual([
      event.type,
      expect.any(String),
      expect.any(Number),
      expect.stringMatching(/./),
    ]);
  const basisOf = (type: string) => {
    const basis = one.events.find(event => event.type === type)?.basis;
    return basis && citationOf(basis);
  };
  expect([basisOf('claimed'), basisOf('answered'), basisOf('breached'), basisOf('instrumentOverdue')]).toEqual([
    'restaurant-opening.v1：食品经营许可',
    'restaurant-opening.v1：食品经营许可',
    'restaurant-opening.v1：店招备案',
    '电子监察预警',
  ]);
});
