import { expect, test } from 'vitest';
import { toldOf } from '../support/told.ts';
import { agent, applicant, caseOf, clerk, given, head, officer, paper, reference } from '../../domain/testing.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { refusal } from './refusal.ts';
import { inParallel, local, restaurant } from './restaurant.ts';

// (A2)
test('a second notice may name only what was newly supplied', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan'] });
  one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺少' }] });
  one.at('2027-03-24T15:00').act(applicant, { type: 'supply', papers: [paper('safetyRules')] });
  expect(
    refusal(() =>
      one
        .at('2027-03-24T16:00')
        .act(clerk, { type: 'giveNotice', defects: [{ item: 'layoutPlan', defect: '看不清' }] }),
    ),
  ).toBe('notice.second');
  one.at('2027-03-24T16:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '未签章' }] });
  expect(one.view.status).toBe('correction');
});

test('a notice silent about a missing required material is refused: it could not be asked for later', () => {
  const one = restaurant('2027-03-24T10:00', { papers: [] });
  const notice = (...items: readonly string[]) =>
    ({ type: 'giveNotice', defects: items.map(item => ({ item, defect: '缺少' })) }) as const;
  expect(refusal(() => one.at('2027-03-24T11:00').act(clerk, notice('safetyRules', 'seats')))).toBe(
    'notice.incomplete',
  );
  expect(
    refusal(() => one.at('2027-03-24T11:00').act(clerk, notice('safetyRules', 'layoutPlan'))),
    'the sketch may be tolerated',
  ).toBe('accepted');
});

test('a second notice may name a field filled in otherwise, and a material asked for only because of it', () => {
  const one = restaurant('2027-03-24T10:00', {
    papers: ['layoutPlan'],
    form: { name: '老街面馆', seats: 40, hasSignboard: false, sellsTobacco: false },
  });
  one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺少' }] });
  one.at('2027-03-24T15:00').act(applicant, {
    type: 'supply',
    papers: [paper('safetyRules')],
    form: { name: '新街面馆', seats: 40, hasSignboard: true, sellsTobacco: false },
  });
  const again = (item: string) =>
    given(one).when(clerk, { type: 'giveNotice', defects: [{ item, defect: '有误' }] }, '2027-03-24T16:00');
  for (const asItWas of ['seats', 'sellsTobacco', 'contact', 'layoutPlan']) again(asItWas).thenRefused('notice.second');
  for (const changed of ['name', 'hasSignboard', 'signboardSketch']) again(changed).then('noticeGiven');
});

test('what the applicant is told names materials by their titles and ends its sentences once', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan'] });
  const told = () => toldOf(one.events.at(-1)!, one.state!, one.environment).map(each => each.text);
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'giveNotice',
    defects: [
      { item: 'safetyRules', defect: '缺少' },
      { item: 'seats', defect: '不符' },
    ],
  });
  expect(told()).toEqual([
    '办件20270324-0001：请于2027-04-15 24:00前一次补正：食品安全管理制度（缺少）；seats（不符）。',
  ]);
  one.at('2027-03-24T12:00').act(applicant, {
    type: 'supply',
    papers: [paper('safetyRules')],
    form: { name: '老街面馆', seats: 4, hasSignboard: true, sellsTobacco: true },
  });
  one.at('2027-03-24T13:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  });
  expect(told()).toEqual([
    '办件20270324-0001：已容缺受理，承诺于2027-03-31 17:30前办结。请补齐：店招设计图（2027-03-29 24:00前），' +
      '逾期未补齐的，视为撤回申请。',
  ]);
  const wrong = restaurant('2027-03-24T10:00');
  wrong.at('2027-03-24T11:00').act(clerk, {
    type: 'refuseAcceptance',
    reason: { text: '不属本机关职权。' },
    rightOrgan: '市卫生健康委员会',
  });
  expect(toldOf(wrong.events.at(-1)!, wrong.state!, wrong.environment).map(each => each.text)).toEqual([
    '办件20270324-0001：不予受理：不属本机关职权。请向市卫生健康委员会申请。',
  ]);
});

test('what the applicant is told of an extension and of a special procedure reads as a sentence', () => {
  const one = inParallel();
  const told = () => toldOf(one.events.at(-1)!, one.state!, one.environment).map(each => each.text);
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 4 },
    notice: reference('检-1'),
  });
  expect(told()).toEqual([
    '办件20270324-0001：启动特殊程序，所需时间 4 个工作日，不计入办理时限（文书检-1）；' +
      '承诺时限于2027-03-31 17:30到期；法定时限于2027-04-22 17:30到期。',
  ]);
  one.at('2027-03-25T10:00').act(head('market-regulation'), {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '案情复杂' },
  });
  expect(told()).toEqual(['办件20270324-0001：法定时限延长 10 个工作日，至2027-05-10 17:30，理由：案情复杂。']);
});

// (A3)
test('a notice is answered in every item or not at all', () => {
  const one = restaurant('2027-03-24T10:00', { papers: [] });
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'giveNotice',
    defects: [
      { item: 'safetyRules', defect: '缺少' },
      { item: 'layoutPlan', defect: '缺少' },
      { item: 'name', defect: '与营业执照不符' },
    ],
  });
  const before = one.state;
  expect(
    refusal(() =>
      one
        .at('2027-03-24T12:00')
        .act(applicant, { type: 'supply', papers: [paper('safetyRules'), paper('layoutPlan')] }),
    ),
  ).toBe('supply.incomplete');
  expect(one.state, 'a refusal changes nothing').toBe(before);
  one.at('2027-03-24T12:00').act(applicant, {
    type: 'supply',
    papers: [paper('safetyRules'), paper('layoutPlan')],
    form: { name: '老街面馆（东门店）', seats: 40, hasSignboard: false, sellsTobacco: false },
  });
  expect(one.view.status).toBe('received');
});

// (A1)
test('silence after a supply accepts as of the day of supply', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan'] });
  one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺少' }] });
  one.at('2027-03-29T09:30').act(applicant, { type: 'supply', papers: [paper('safetyRules')] });
  one.until('2027-03-30T17:30');
  expect(one.view.acceptance).toBe('deemed');
  expect(local(one.view.acceptedAt!)).toBe('2027-03-29T09:30');
  expect(local(one.clock('promise').due), '5 WD from Mar 29: 30 31 Apr 1 2 6').toBe('2027-04-06T17:30');
});

// (A4)
test('whoever does not supply in time is deemed to have withdrawn', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan'] });
  one.at('2027-03-25T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺少' }] });
  one.until('2027-04-16T23:59');
  expect(one.view.status).toBe('correction');
  one.until('2027-04-17T00:00');
  expect(one.view).toMatchObject({ status: 'deemedWithdrawn', closed: true });
});

// (A5)
test('acceptance needs every required paper, and tolerance forgives none of these', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['signboardSketch'] });
  expect(refusal(() => one.at('2027-03-24T11:00').act(clerk, { type: 'accept' }))).toBe('acceptance.incomplete');
  expect(
    refusal(() =>
      one.at('2027-03-24T11:00').act(clerk, {
        type: 'acceptTolerantly',
        missing: ['layoutPlan'],
        promise: reference('诺-1'),
      }),
    ),
  ).toBe('acceptance.incomplete');
  const two = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  expect(refusal(() => two.at('2027-03-24T11:00').act(clerk, { type: 'accept' }))).toBe('acceptance.incomplete');
  expect(
    refusal(() =>
      two.at('2027-03-24T11:00').act(clerk, {
        type: 'acceptTolerantly',
        missing: ['safetyRules'],
        promise: reference('诺-1'),
      }),
    ),
  ).toBe('acceptance.otherMissing');
});

test('tolerance that is not cured in time ends the case as withdrawn', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  });
  one.until('2027-03-30T00:00');
  expect(one.view, '3 WD from Mar 24: 25 26 29, to 24:00').toMatchObject({ status: 'deemedWithdrawn' });
});

test('not required and wrong organ are said on the day of receipt; the night counts from the next opening', () => {
  const late = restaurant('2027-03-24T10:00');
  expect(
    refusal(() => late.at('2027-03-25T09:30').act(clerk, { type: 'notRequired', reason: { text: '无需许可' } })),
  ).toBe('case.notSameDay');
  const night = restaurant('2027-03-24T22:00');
  night.at('2027-03-25T09:30').act(clerk, {
    type: 'refuseAcceptance',
    reason: { text: '不属本机关职权' },
    rightOrgan: '市烟草专卖局',
  });
  expect(night.view).toMatchObject({ status: 'notAccepted', closed: true });
});

// (A11)
test('only the unified window accepts, and only the applicant supplies or withdraws', () => {
  const one = restaurant('2027-03-24T10:00');
  expect(refusal(() => one.at('2027-03-24T11:00').act(officer('market-regulation'), { type: 'accept' }))).toBe(
    'actor.wrongRole',
  );
  expect(refusal(() => one.at('2027-03-24T11:00').act({ ...clerk, unit: 'tobacco' }, { type: 'accept' }))).toBe(
    'actor.wrongUnit',
  );
  expect(
    refusal(() =>
      one.at('2027-03-24T11:00').act({ person: 'p-other-applicant', role: 'applicant' }, { type: 'withdraw' }),
    ),
  ).toBe('actor.notTheApplicant');
  expect(
    refusal(() =>
      one
        .at('2027-03-24T11:00')
        .act({ person: 'p-agent', role: 'agent', onBehalfOf: 'p-other-applicant' }, { type: 'withdraw' }),
    ),
  ).toBe('actor.notTheApplicant');
  one.at('2027-03-24T11:00').act({ person: 'p-agent', role: 'agent', onBehalfOf: 'p-applicant' }, { type: 'withdraw' });
  expect(one.view.status).toBe('withdrawn');
  expect(refusal(() => one.at('2027-03-24T12:00').act(clerk, { type: 'accept' }))).toBe('case.ended');
});

test('what is no application is refused at the boundary: unknown material, mode, field', () => {
  expect(refusal(() => restaurant('2027-03-24T10:00', { papers: ['idCard'] }))).toBe('material.unknown');
  expect(refusal(() => restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'layoutPlan'] }))).toBe(
    'material.twice',
  );
  expect(refusal(() => restaurant('2027-03-24T10:00', { modes: ['onTheSpot'] }))).toBe('mode.notOffered');
  expect(
    refusal(() =>
      restaurant('2027-03-24T10:00', { form: { name: '老街面馆', seats: 0, hasSignboard: true, sellsTobacco: true } }),
    ),
  ).toBe('form.invalid');
});

test('帮办代办 is chosen only where an agent or the window files; who files for themselves is refused', () => {
  const filed = (by: typeof agent) => refusal(() => caseOf(restaurantOpening).receive({ by, modes: ['assisted'] }));
  expect(filed(applicant)).toBe('mode.notAssisted');
  expect([filed(agent), filed(clerk)]).toEqual(['accepted', 'accepted']);
});
