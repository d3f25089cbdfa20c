import { expect, test } from 'vitest';
import { formatInstant } from '../../domain/calendar/day.ts';
import { decide, nextTick } from '../../domain/case/case.ts';
import { all, approval, months, procedure, task, wait, workingDays } from '../../domain/procedure.ts';
import { agree, applicant, clerk, head, officer, reference } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { inParallel, local } from './restaurant.ts';
import { base, step, received } from './trial.ts';

test('an issue that is settled is looked at again afterwards, and then closed', () => {
  const one = received(
    procedure({
      ...base,
      name: 'issue',
      intake: { by: 'issue', from: ['hotline'] },
      results: { cleared: '销号' },
      steps: {
        resolve: task('办理', { by: 'market-regulation', within: workingDays(2) }),
        gap: wait('间隔', months(1)),
        recheck: task('回头看', { by: 'market-regulation', within: workingDays(2) }),
      },
      *run({ steps, settle }) {
        yield* steps.resolve();
        return settle('cleared');
      },
      *afterwards({ steps, closed }) {
        yield* steps.gap();
        yield* steps.recheck();
        return closed();
      },
    }),
  );
  one.at('2027-03-25T10:00').act(officer('market-regulation'), { type: 'answer', step: 'resolve', answer: {} });
  expect(one.view).toMatchObject({ status: 'settled', closed: false });
  one.until('2027-04-27T00:00');
  one.at('2027-04-27T10:00').act(officer('market-regulation'), { type: 'answer', step: 'recheck', answer: {} });
  expect(one.view).toMatchObject({ status: 'closed', closed: true });
  expect(nextTick(one.state!, one.environment)).toBeUndefined();
});

test('an issue without an aftermath is closed when it is settled; what is forwarded up too', () => {
  const settled = received(
    procedure({
      ...base,
      name: 'short',
      intake: { by: 'issue', from: ['hotline'] },
      results: { cleared: '销号' },
      steps: { resolve: task('办理', { by: 'market-regulation', within: workingDays(2) }) },
      *run({ steps, settle }) {
        yield* steps.resolve();
        return settle('cleared');
      },
    }),
  );
  settled.at('2027-03-25T10:00').act(officer('market-regulation'), { type: 'answer', step: 'resolve', answer: {} });
  expect(settled.view.closed).toBe(true);
  const forwarded = received(
    procedure({
      ...base,
      name: 'forwarded',
      intake: { by: 'order', from: ['above'] },
      steps: { look: task('初审', { by: 'market-regulation', within: workingDays(2) }) },
      results: { done: '办结' },
      *run({ steps, forwardUp }) {
        yield* steps.look();
        return forwardUp('city');
      },
    }),
  );
  forwarded.at('2027-03-25T10:00').act(officer('market-regulation'), { type: 'answer', step: 'look', answer: {} });
  expect(forwarded.view).toMatchObject({ status: 'closed', closed: true });
  expect(forwarded.events.map(({ type }) => type)).toContain('forwardedUp');
});

test('silence that approves waits for those who asked in time', () => {
  const one = received(
    procedure({
      ...base,
      name: 'tacit',
      permits: { licence: '许可证' },
      limits: { promised: workingDays(3), statutory: workingDays(5) },
      steps: { look: approval('审查', { by: 'market-regulation', within: workingDays(3) }) },
      policies: { tacitApproval: { at: 'promised', grants: ['licence'], basis: '试点办法 3' } },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('licence');
      },
    }),
  );
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  one.at('2027-03-29T10:00').act(officer('market-regulation'), { type: 'claim', step: 'look' });
  const next = nextTick(one.state!, one.environment)!;
  expect(formatInstant(next.at).slice(0, 16)).toBe('2027-03-29T17:30');
  expect(next.endsRight).toBe(true);
  one.until('2027-03-29T17:30');
  expect(one.view).toMatchObject({ status: 'granted', automatic: true });
  expect(one.clock('promise'), 'the office was late').toMatchObject({ verdict: 'late' });
});

test('an extension is approved by the role that the limit names and by no other', () => {
  const one = received(
    procedure({
      ...base,
      name: 'extended',
      permits: { licence: '许可证' },
      steps: { look: step() },
      limits: {
        statutory: workingDays(45),
        extension: { of: 'statutory', by: 'administrator', atMost: workingDays(15), basis: '行政许可法 42' },
      },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('licence');
      },
    }),
  );
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  const extend = { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 15 }, reason: { text: '复杂' } } as const;
  expect(refusal(() => one.at('2027-03-25T10:00').act(head('market-regulation'), extend))).toBe('actor.wrongRole');
  one
    .at('2027-03-25T10:00')
    .act({ person: 'p-government', role: 'administrator', unit: 'district-government' }, extend);
  expect(one.view.extended).toBe(true);
});

test('while several branches are paused, due is projected to the first end that makes the case count again', () => {
  const one = received(
    procedure({
      ...base,
      name: 'paused',
      permits: { licence: '许可证' },
      limits: { promised: workingDays(10) },
      special: { test: { title: '检验', atMost: workingDays(10), basis: '清单' } },
      steps: {
        a: approval('甲', { by: 'market-regulation', within: workingDays(3), mayPauseFor: ['test'] }),
        b: approval('乙', { by: 'tobacco', within: workingDays(3), mayPauseFor: ['test'] }),
      },
      *run({ steps, grant }) {
        yield* all({ a: steps.a(), b: steps.b() });
        return grant('licence');
      },
    }),
  );
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  const special = (name: 'a' | 'b', n: number) =>
    ({ type: 'startSpecial', step: name, special: 'test', takes: { unit: 'WD', n }, notice: reference(name) }) as const;
  one.at('2027-03-24T12:00').act(officer('market-regulation'), special('a', 2));
  one.at('2027-03-24T12:10').act(officer('tobacco'), special('b', 6));
  expect(local(one.clock('promise').due).slice(0, 10), '2 WD are out: Mar 25 and 26').toBe('2027-04-12');
  one.at('2027-03-25T10:00').act(officer('market-regulation'), { type: 'endSpecial', step: 'a', result: '合格' });
  one.at('2027-03-25T11:00').act(officer('market-regulation'), { type: 'answer', step: 'a', answer: agree });
  expect(local(one.clock('promise').due).slice(0, 10), '6 WD from Mar 24 are out, to Apr 1').toBe('2027-04-16');
});

test('a command of another shape is refused before it is decided, and is no fault', () => {
  const one = inParallel();
  expect(
    refusal(() => one.at('2027-03-25T10:00').act(applicant, { type: 'withdraw', reason: { text: '不办了\u0000' } })),
  ).toBe('command.invalid');
  expect(
    refusal(() => one.at('2027-03-25T10:00').act(officer('tobacco'), { type: 'claim', step: 'x'.repeat(300) })),
  ).toBe('command.invalid');
});

// (A6)
test('a refusal changes neither the state that it was asked of nor what is frozen in it', () => {
  const one = inParallel();
  const before = JSON.stringify(one.state);
  const asked = { actor: officer('tobacco'), at: one.state!.at, askedAt: one.state!.at };
  for (const answer of [{}, { answer: 'disagree', reasons: [] }, null, { answer: 'agree', extra: 1 }]) {
    expect(refusal(() => decide(one.end, { type: 'answer', step: 'tobacco', answer }, asked, one.environment))).toBe(
      'step.invalid',
    );
  }
  expect(JSON.stringify(one.state)).toBe(before);
});

test('a case is forwarded up to an organ by the name that was given, whatever it is', () => {
  const one = received(
    procedure({
      ...base,
      name: 'upward',
      permits: { licence: '许可证' },
      steps: { look: approval('审查', { by: 'market-regulation', within: workingDays(2), may: ['forwardUp'] }) },
      *run({ steps, grant, forwardUp }) {
        const look = yield* steps.look();
        return look.answer === 'forwardUp' ? forwardUp(look.to) : grant('licence');
      },
    }),
  );
  one.at('2027-03-24T11:00').act(clerk, { type: 'accept' });
  one.at('2027-03-24T14:00').act(officer('market-regulation'), {
    type: 'answer',
    step: 'look',
    answer: { answer: 'forwardUp', to: '省 市场监督管理局' },
  });
  expect(one.view).toMatchObject({ status: 'forwardedUp', closed: false });
  one.act(clerk, { type: 'deliver', how: 'window', receipt: reference('送') });
  expect(one.view).toMatchObject({ status: 'closed', closed: true });
});
