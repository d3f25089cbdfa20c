import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Command } from '../../domain/case/command.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { all, approval, procedure, special, workingDays } from '../../domain/procedure.ts';
import { agree, caseOf, clerk, head, officer, paper, reference, type VirtualCase } from '../../domain/testing.ts';
import { noticeText } from '../../domain/words/zh-CN/notices.ts';
import { chinese } from '../../domain/words/zh-CN/explanations.ts';
import { flood, inspection, lead, resume } from './suspending.ts';
import { accepted, agreedBy, inParallel, local, restaurant } from './restaurant.ts';
import { refusal } from './refusal.ts';

const sideBySide = procedure({
  name: 'side-by-side',
  version: 1,
  title: '联合审批',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: { promised: workingDays(8), statutory: workingDays(20) },
  special: { test: special('检验', { atMost: workingDays(9), basis: '行政许可法 45', times: 2 }) },
  steps: {
    fire: approval('消防', { by: 'fire-rescue', within: workingDays(5), mayPauseFor: ['test'] }),
    plan: approval('规划', { by: 'tobacco', within: workingDays(5), mayPauseFor: ['test'] }),
  },
  permits: { works: '许可' },
  *run({ steps, grant }) {
    yield* all({ fire: steps.fire(), plan: steps.plan() });
    return grant('works');
  },
});

const annul = (event: number) => ({ type: 'annul', event, reason: { text: '经办有误' } }) as const;
const extension = { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 10 }, reason: { text: '复杂' } } as const;
const fire = officer('fire-rescue');
/** What the applicant was told by the last event. */
const toldLast = (one: VirtualCase): readonly string[] =>
  (one.entries.at(-1)!.told ?? []).filter(({ to }) => to === one.view.applicant).map(noticeText);
const kinds = (one: VirtualCase): readonly string[] => one.lastEvents.map(({ type }) => type);

// (C24)
test('an extension that is annulled never was: the due is back, its notice void, and another may be asked', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(lead, extension);
  expect(local(one.clock('statutory').due), '20 WD are Apr 22, ten more May 10').toBe('2027-05-10T17:30');
  one.at('2027-03-25T10:00').act(lead, annul(4));
  expect(one.clock('statutory')).toMatchObject({ due: parseInstant('2027-04-22T17:30'), extensions: [] });
  expect(one.view.extended).toBe(false);
  expect(one.view.documents.find(({ kind }) => kind === 'extensionNotice')).toMatchObject({
    voidedAt: parseInstant('2027-03-25T10:00'),
  });
  expect(toldLast(one)).toEqual([
    '办件20270324-0001：延期有误，已撤销：经办有误；法定时限由2027-05-10 17:30调整为2027-04-22 17:30。',
  ]);
  expect(refusal(() => one.at('2027-03-25T11:00').act(lead, annul(4)))).toBe('annul.twice');
  one.at('2027-03-25T12:00').act(lead, { ...extension, by: { unit: 'WD', n: 1 } });
  expect(local(one.clock('statutory').due)).toBe('2027-04-23T17:30');
  const history = historyOf(one.events, one.environment);
  const { recomputations } = explainClock(history, 'statutory', one.environment);
  expect(recomputations.map(({ cause }) => chinese.recomputation(cause))).toEqual([
    '延期 10 个工作日（行政许可法 42）',
    '撤销延期（办理记录第 4 项）',
    '延期 1 个工作日（行政许可法 42）',
  ]);
});

test('a due that an annulment moves into the past is breached at the annulment, not before', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(lead, extension);
  one.until('2027-04-26T10:00');
  expect(one.clock('statutory'), 'extended to May 10').not.toHaveProperty('breachedAt');
  one.at('2027-04-26T10:00').act(lead, annul(4));
  const at = parseInstant('2027-04-26T10:00');
  expect(one.view.unlawful).toBe(false);
  one.until('2027-04-26T10:00');
  expect(one.clock('statutory')).toMatchObject({
    due: parseInstant('2027-04-22T17:30'),
    breachedAt: at,
    colour: 'darkRed',
  });
  expect(one.instruments.find(({ instrument }) => instrument === 'L4:statutory')).toMatchObject({ openedAt: at });
  expect(
    one.events.findLast(({ type }) => type === 'breached'),
    'on no day that has ended',
  ).not.toHaveProperty('on');
});

test('a running special procedure that is annulled: the clocks of step and case counted all the time', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(fire, inspection);
  one.at('2027-03-25T10:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-25T11:00').act(officer('tobacco'), agreedBy('tobacco'));
  expect(one.clock('promise')).toMatchObject({ state: 'paused', projected: true });
  one.at('2027-03-26T10:00').act(fire, annul(4));
  expect(one.clock('promise'), '25(1) 26(2) 29(3) 30(4) 31(5)').toMatchObject({
    state: 'running',
    pauses: [],
    due: parseInstant('2027-03-31T17:30'),
  });
  expect(one.clock('step:fire')).toMatchObject({ state: 'running', pauses: [] });
  expect(one.clock('special:fire')).toMatchObject({ state: 'stopped', verdict: 'annulled' });
  expect(one.view).toMatchObject({ status: 'inReview' });
  expect(one.view.steps.find(({ step }) => step === 'fire')).toMatchObject({
    state: 'ready',
    specials: [{ special: 'inspection', notice: '检-1', state: 'annulled', awaitsResult: false }],
  });
  expect(toldLast(one)).toEqual([
    '办件20270324-0001：特殊程序有误，已撤销：经办有误；' +
      '承诺时限由2027-04-02 17:30调整为2027-03-31 17:30；法定时限由2027-04-26 17:30调整为2027-04-22 17:30。',
  ]);
  // What was begun by mistake does not count as the one that the list allows, but its notice is used.
  expect(refusal(() => one.at('2027-03-26T11:00').act(fire, inspection))).toBe('pause.noticeTwice');
  one.at('2027-03-26T11:00').act(fire, { ...inspection, notice: reference('检-2') });
  expect(one.clock('special#2:fire')).toMatchObject({ state: 'running' });
});

test('a special procedure that is over is annulled too, and only the days of that branch count again', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-25T10:00').act(officer('tobacco'), agreedBy('tobacco'));
  one.at('2027-03-25T11:00').act(fire, { ...inspection, takes: { unit: 'WD', n: 5 } });
  one.at('2027-03-29T11:00').act(fire, { type: 'endSpecial', step: 'fire', result: '合格' });
  // 25(1), 26 and 29 paused, 30(2) 31(3) Apr 1(4) 2(5).
  expect(local(one.clock('promise').due)).toBe('2027-04-02T17:30');
  one.at('2027-03-29T15:00').act(head('fire-rescue'), annul(6));
  expect(local(one.clock('promise').due)).toBe('2027-03-31T17:30');
  expect(one.clock('step:fire').pauses).toEqual([]);
});

test('what an annulment leaves of a pause is explained by what paused from then on', () => {
  const one = caseOf(sideBySide).receive({ at: '2027-03-01T09:00' }).at('2027-03-01T10:00').accept();
  const takes = { unit: 'WD', n: 5 } as const;
  const starting = (step: string, notice: string) =>
    ({ type: 'startSpecial', step, special: 'test', takes, notice: reference(notice) }) as const;
  one.at('2027-03-02T10:00').act(fire, starting('fire', '检-1'));
  one.at('2027-03-03T10:00').act(officer('tobacco'), starting('plan', '检-2'));
  one.at('2027-03-04T10:00').act(fire, { type: 'endSpecial', step: 'fire', result: '合格' });
  one.at('2027-03-04T10:00').act(fire, starting('fire', '检-3'));
  one.at('2027-03-05T10:00').act(officer('tobacco'), { type: 'endSpecial', step: 'plan', result: '合格' });
  const first = one.state!.annullable!.find(({ notice }) => notice === '检-1')!;
  one.at('2027-03-05T11:00').act(fire, annul(first.seq));
  // Both are paused from the 4th, 10:00, to the 5th, 10:00: only the 5th does not count.
  expect(one.clock('promise').pauses.map(({ from, to }) => [local(from), local(to)])).toEqual([
    ['2027-03-04T10:00', '2027-03-05T10:00'],
  ]);
  const { pauses } = explainClock(historyOf(one.events, one.environment), 'promise', one.environment);
  expect(pauses.map(({ why }) => chinese.pause(why ?? []))).toEqual([
    '特殊程序“消防：检验”（文书 检-3）；特殊程序“规划：检验”（文书 检-2）',
  ]);
});

test('a suspension that is annulled gives back every day, open or over', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(lead, flood);
  expect(one.clock('promise')).not.toHaveProperty('due');
  one.at('2027-03-29T10:00').act(lead, annul(4));
  expect(one.view.suspensions).toMatchObject([
    { to: parseInstant('2027-03-29T10:00'), annulledAt: parseInstant('2027-03-29T10:00') },
  ]);
  expect(local(one.clock('promise').due)).toBe('2027-03-31T17:30');
  expect(toldLast(one)).toEqual([
    '办件20270324-0001：中止有误，已撤销：经办有误；承诺时限于2027-03-31 17:30到期；法定时限于2027-04-22 17:30到期。',
  ]);
  one.at('2027-03-29T11:00').act(lead, { ...flood, notice: reference('中-2') });
  one.at('2027-03-30T11:00').act(lead, resume);
  expect(local(one.clock('promise').due), '30 does not count').toBe('2027-04-01T17:30');
  const suspended = one.events.findLastIndex(({ type }) => type === 'suspended') + 1;
  one.at('2027-03-30T12:00').act(lead, annul(suspended));
  expect(local(one.clock('promise').due)).toBe('2027-03-31T17:30');
});

test('an acceptance that is annulled puts the application back: its steps fall, its notice is void', () => {
  const one = accepted();
  one.at('2027-03-26T09:00').act(clerk, annul(2));
  expect(one.view).toMatchObject({ status: 'received' });
  expect(one.view).not.toHaveProperty('acceptance');
  expect(one.clock('acceptance'), 'within one working day, from the annulment: Monday 29').toMatchObject({
    state: 'running',
    due: parseInstant('2027-03-29T17:30'),
  });
  expect(one.clock('promise')).toMatchObject({ state: 'stopped', verdict: 'annulled' });
  expect(one.view.steps).toMatchObject([{ step: 'licence', state: 'cancelled' }]);
  expect(one.view.documents.find(({ kind }) => kind === 'acceptanceNotice')).toHaveProperty('voidedAt');
  expect(one.entries.at(-1)!.told!.map(each => [each.to, noticeText(each)])).toEqual(
    [one.view.applicant, 'market-regulation'].map(to => [
      to,
      '办件20270324-0001：受理有误，已撤销，原受理通知书作废：经办有误。将于2027-03-29 17:30前重新告知是否受理。',
    ]),
  );
  // Accepted anew, it begins anew: under the same names, each once.
  one.at('2027-03-29T10:00').act(clerk, { type: 'accept' });
  expect(one.view.steps).toMatchObject([{ step: 'licence', state: 'ready' }]);
  expect(one.clock('promise'), '30(1) 31 Apr 1 2 6(5): 清明 is Apr 3 to 5').toMatchObject({
    state: 'running',
    due: parseInstant('2027-04-06T17:30'),
  });
  one.at('2027-03-29T11:00').act(officer('market-regulation'), agreedBy('licence'));
  expect(one.openSteps).toEqual(['signboard', 'fire', 'tobacco']);
});

test('the ladder of an acceptance that was annulled stays, and the new clocks have one of their own', () => {
  const one = accepted();
  one.until('2027-04-01T09:00');
  expect(one.clock('promise')).toMatchObject({ colour: 'red' });
  const before = one.instruments.map(({ instrument, state }) => `${instrument} ${state}`);
  expect(before).toContain('L2:promise served');
  one.at('2027-04-01T09:30').act(clerk, annul(2));
  expect(one.instruments.map(({ instrument, state }) => `${instrument} ${state}`)).toEqual(before);
  one.at('2027-04-01T10:00').act(clerk, { type: 'accept' });
  one.until('2027-04-15T18:00');
  expect(one.instruments.map(({ instrument }) => instrument)).toContain('L2#2:promise');
});

test('tolerance falls with the acceptance that allowed it', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  const tolerant = {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  } satisfies Command;
  one.at('2027-03-24T11:00').act(clerk, tolerant);
  one.at('2027-03-24T12:00').act(clerk, annul(2));
  expect(one.view).toMatchObject({ status: 'received', missing: [] });
  expect(one.clock('tolerance:signboardSketch')).toMatchObject({ verdict: 'annulled' });
  expect(refusal(() => one.at('2027-03-24T13:00').act(clerk, { type: 'accept' }))).toBe('acceptance.incomplete');
});

test('only the post that gave it or one above annuls, of its own unit or the government', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(lead, extension);
  const refusedTo = (actor: Parameters<VirtualCase['act']>[0], event: number): string | undefined =>
    refusal(() => one.at('2027-03-25T10:00').act(actor, annul(event)));
  expect(refusedTo(officer('market-regulation'), 4)).toBe('actor.wrongPost');
  expect(refusedTo({ ...officer('market-regulation'), post: 'vice-head' }, 4)).toBe('actor.wrongPost');
  expect(refusedTo(head('fire-rescue'), 4)).toBe('actor.wrongUnit');
  expect(refusedTo(clerk, 4)).toBe('actor.wrongUnit');
  expect(refusedTo({ person: one.view.applicant, role: 'applicant' }, 4)).toBe('actor.wrongRole');
  one.at('2027-03-25T11:00').act(head('district-government'), annul(4));
  expect(kinds(one)).toEqual(['annulled']);
});

test('what cannot be annulled is refused: other events, finished clocks, an acceptance that was built upon', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(fire, inspection);
  expect(refusal(() => one.at('2027-03-25T10:00').act(lead, annul(3)))).toBe('annul.unknown');
  expect(refusal(() => one.at('2027-03-25T10:00').act(clerk, annul(99)))).toBe('annul.unknown');
  expect(refusal(() => one.at('2027-03-25T10:00').act(clerk, annul(2)))).toBe('annul.begun');
  const corrected = restaurant('2027-03-24T10:00', { papers: ['layoutPlan'] });
  const defects = [{ item: 'safetyRules', defect: '缺' }];
  corrected.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects });
  const longer = { type: 'extend', clock: 'correction', by: { unit: 'WD', n: 5 }, reason: { text: '外地' } } as const;
  corrected.at('2027-03-24T12:00').act(clerk, longer);
  corrected.at('2027-03-25T10:00').act(
    { person: one.view.applicant, role: 'applicant' },
    {
      type: 'supply',
      papers: [paper('safetyRules')],
    },
  );
  expect(refusal(() => corrected.at('2027-03-25T11:00').act(clerk, annul(3)))).toBe('annul.finished');
  const decided = inParallel();
  decided.at('2027-03-25T09:00').act(lead, extension);
  decided.at('2027-03-25T09:10').answer('signboard', agree).answer('fire', agree).answer('tobacco', agree);
  expect(decided.view.status).toBe('granted');
  expect(refusal(() => decided.at('2027-03-25T10:00').act(lead, annul(4)))).toBe('case.decided');
});
