import { expect, test } from 'vitest';
import { all, applicant as asked, approval, conference, procedure, reasonsAgainst } from '../../domain/procedure.ts';
import { required, task, workingDays } from '../../domain/procedure.ts';
import { agree, applicant, caseOf, clerk, officer, paper, reference } from '../../domain/testing.ts';
import { parseInstant } from '../../domain/calendar/day.ts';
import { head as base } from '../procedure/support/throw-away.ts';
import { toldOf } from '../support/told.ts';
import { step } from './trial.ts';

const conditions = (text: string) => ({ answer: 'agreeWithConditions' as const, conditions: [{ text }] as const });
const deliver = { type: 'deliver' as const, how: 'window' as const, receipt: reference('送') };

const both = procedure({
  ...base,
  lead: 'market-regulation',
  permits: { licence: '许可证', second: '另一许可证' },
  steps: { licence: step(), second: step() },
  *run({ steps, grantEach }) {
    return grantEach(yield* all({ licence: steps.licence(), second: steps.second() }));
  },
});
const joined = procedure({
  ...base,
  lead: 'market-regulation',
  steps: {
    look: step(),
    meet: conference('会商', {
      chair: 'lead',
      of: ['fire-rescue'],
      notice: workingDays(1),
      within: workingDays(5),
    }),
  },
  *run({ steps, grant, deny }) {
    const { look, meet } = yield* all({ look: steps.look(), meet: steps.meet() });
    const against = reasonsAgainst({ look, ...meet.answers });
    return against ? deny(against) : grant('licence');
  },
});
const opened = <P extends typeof both | typeof joined>(of: P) =>
  caseOf(of).receive({ at: '2027-03-24 10:00' }).accept();

test('the conditions of an answer are kept with the permit that it grants', () => {
  const one = opened(both);
  one.answer('licence', conditions('限期公示')).answer('second', agree);
  expect(one.view.permits).toMatchObject([
    { permit: 'licence', conditions: [{ text: '限期公示' }] },
    { permit: 'second' },
  ]);
  expect(one.view.permits[1]).not.toHaveProperty('conditions');
});

test('one permit keeps the conditions of all who agreed, parties of a conference too', () => {
  const one = opened(joined).answer('look', conditions('每年检查'));
  const meets = parseInstant('2027-03-26T09:00');
  one.act(officer('market-regulation'), { type: 'convene', step: 'meet', meets, place: '会议室' });
  one.at('2027-03-26 09:00').answer('meet:fire-rescue', conditions('保持通道'));
  expect(one.view.permits[0]!.conditions).toEqual([{ text: '每年检查' }, { text: '保持通道' }]);
  const granted = one.events.find(({ type }) => type === 'granted')!;
  const [told] = toldOf(granted, one.state!, one.environment);
  expect(told?.text.match(/每年检查|保持通道/gu)).toEqual(['每年检查', '保持通道']);
});

const settling = (by: 'application' | 'issue') =>
  procedure({
    ...base,
    lead: 'market-regulation',
    intake: by === 'application' ? { by } : { by, from: ['platform'] },
    results: { done: '意见已出具' },

    steps: { work: task('办理', { by: 'lead', within: workingDays(2) }) },
    *run({ steps, settle }) {
      yield* steps.work();
      return settle('done');
    },
  });

test('an application that is settled is told in writing, handed over, and then closed', () => {
  const one = caseOf(settling('application')).receive({ at: '2027-03-24 10:00' }).accept().answer('work', {});
  expect(one.status).toBe('settled');
  expect(one.view.documents.at(-1)).toMatchObject({ kind: 'settlement' });
  expect(one.notices.at(-1)).toMatchObject({ code: 'settled', params: { result: '意见已出具' } });
  // Ten working days from Wednesday 2027-03-24; 04-05 is a day off (清明).
  expect(one.due('delivery')).toBe('2027-04-08 17:30');
  one.act(clerk, deliver);
  expect([one.status, one.clock('delivery').verdict]).toEqual(['closed', 'met']);
});

test('an issue that is settled is closed at once, and nothing is handed over', () => {
  const one = caseOf(settling('issue')).receive({ at: '2027-03-24 10:00' }).answer('work', {});
  expect(one.status).toBe('closed');
  expect(one.tryAct(clerk, deliver)?.code).toBe('case.ended');
});

test('what is forwarded up is told in writing, with the organ that decides', () => {
  const upward = procedure({
    ...base,
    lead: 'market-regulation',
    steps: { look: approval('审查', { by: 'lead', within: workingDays(2), may: ['forwardUp'] }) },
    *run({ steps, grant, deny, forwardUp }) {
      const look = yield* steps.look();
      if (look.answer === 'forwardUp') return forwardUp(look.to);
      const against = reasonsAgainst(look);
      return against ? deny(against) : grant('licence');
    },
  });
  const one = caseOf(upward).receive().accept().answer('look', { answer: 'forwardUp', to: '省市场监管局' });
  expect(one.status).toBe('forwardedUp');
  expect(one.view.documents.at(-1)).toMatchObject({ kind: 'forwarding' });
  expect(one.notices.at(-1)).toMatchObject({ code: 'forwardedUp', params: { to: '省市场监管局' } });
});

const mending = procedure({
  ...base,
  lead: 'market-regulation',
  materials: { plan: required('平面图') },
  steps: { mend: asked('整改', { within: workingDays(5) }) },
  *run({ steps, grant, deny }) {
    return (yield* steps.mend()).lapsed ? deny([{ text: '未整改' }]) : grant('licence');
  },
});

test('what was filed at the window is supplied, answered, urged and withdrawn there for the applicant', () => {
  const filed = (channel: 'window' | 'online') =>
    caseOf(mending).receive({
      at: '2027-03-24 10:00',
      papers: [],
      channel,
      by: channel === 'window' ? clerk : applicant,
    });
  const noticed = (channel: 'window' | 'online') =>
    filed(channel).act(clerk, { type: 'giveNotice', defects: [{ item: 'plan', defect: '未提交' }] });
  const supply = { type: 'supply' as const, papers: [paper('plan')] };
  expect(noticed('online').tryAct(clerk, supply)?.code).toBe('actor.wrongRole');
  const one = noticed('window');
  expect(one.tryAct({ ...clerk, unit: 'other-window' }, supply)?.code).toBe('actor.wrongRole');
  one.act(clerk, supply).act(clerk, { type: 'accept' });
  expect(one.tryAct(clerk, { type: 'urge', reason: { text: '电话催办' } })).toBe(undefined);
  one.act(clerk, { type: 'answer', step: 'mend', answer: { lapsed: false } });
  expect(one.status).toBe('granted');
  expect(filed('window').act(clerk, { type: 'withdraw' }).status).toBe('withdrawn');
});
