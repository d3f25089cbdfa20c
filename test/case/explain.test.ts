import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { historyOf } from '../../domain/case/explain/history.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { spansOf } from '../../domain/case/explain/spans.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { dayOf, parseDay, parseInstant } from '../../domain/calendar/day.ts';
import { applicant as applicantStep, approval, procedure, workingDays } from '../../domain/procedure.ts';
import {
  agree,
  applicant,
  caseOf,
  clerk,
  head,
  officer,
  paper,
  reference,
  type VirtualCase,
} from '../../domain/testing.ts';
import { factsOf, isDayEndOf } from '../../domain/case/clocks.ts';
import { clockOf } from '../../domain/case/state.ts';
import { spentOf } from '../../domain/clock/clock.ts';
import { redo } from '../deadline/explain/redo.ts';
import {
  causeText,
  holderText,
  lengthText,
  pauseText,
  sentencesOf,
  soFarText,
  whyText,
} from '../deadline/explain/in-words.ts';
import { deeds, play, start } from './any-case.ts';
import { accepted, agreedBy, inParallel, local, restaurant } from './restaurant.ts';
import { refusal } from './refusal.ts';
import { times } from '../support/examples.ts';

const explained = (one: VirtualCase, clock: string) =>
  explainClock(historyOf(one.events, one.environment), clock, one.environment);
const calendarOf = (one: VirtualCase, clock: string) => one.environment.calendar(clockOf(one.state!, clock)!.calendar);
const paused = (): VirtualCase => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 4 },
    notice: reference('消检-1'),
  });
  one.at('2027-03-25T10:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-25T11:00').act(officer('tobacco'), agreedBy('tobacco'));
  return one;
};

test('the explanation of any clock of any case leads to its due, and so do its changes, one by one', () => {
  fc.assert(
    fc.property(start, deeds, fc.integer({ min: 0, max: 30 * 86_400_000 }), (begun, list, later) => {
      const one = play(begun, list);
      const history = historyOf(one.events, one.environment);
      for (const clock of one.view.clocks) {
        const explanation = explainClock(history, clock.clock, one.environment, { now: one.state!.at + later });
        expect(local(redo(explanation)), clock.clock).toBe(local(clock.due));
        // Every limit of the whole case is in working days; a stopped clock's days are those up to its stop.
        const { soFar, attribution, total } = explanation;
        const known = clockOf(one.state!, clock.clock)!;
        expect(soFar!.counted, clock.clock).toBe(
          Math.min(
            spentOf(calendarOf(one, clock.clock), factsOf(known), soFar!.at, isDayEndOf(one.state!, known, soFar!.at))
              .elapsed,
            total,
          ),
        );
        expect(attribution ? attribution.counted - attribution.afterDue : soFar!.counted, clock.clock).toBe(
          soFar!.counted,
        );
        const { recomputations } = explanation;
        recomputations.forEach((each, index) =>
          expect(each.dueBefore).toBe(recomputations[index - 1]?.due ?? each.dueBefore),
        );
        expect(recomputations.at(-1)?.due ?? clock.due).toBe(clock.due);
      }
      const { counted, wallClock, applicant: held, from, to } = spansOf(history, one.environment, one.state!.at);
      expect(wallClock.milliseconds).toBe(to - from);
      expect(held.milliseconds).toBeLessThanOrEqual(wallClock.milliseconds);
      expect(counted!.amount).toBeGreaterThanOrEqual(0);
    }),
    times(100),
  );
});

test('a pause and what it changed are explained with special procedure and document, on step and case', () => {
  const one = paused();
  const step = explained(one, 'step:fire');
  expect(whyText(step.lines.find(line => line.effect === 'paused')!.why)).toBe(
    '暂停（特殊程序“消防安全检查：检验”（文书 消检-1）），不计',
  );
  expect(
    step.recomputations.map(each => [
      each.cause.code,
      local(each.dueBefore),
      local(each.due),
      each.projected,
      causeText(each),
    ]),
  ).toEqual([
    ['pause', '2027-03-29T17:30', '2027-04-02T17:30', true, '暂停计时：特殊程序“消防安全检查：检验”（文书 消检-1）'],
  ]);
  expect(step.holder).toMatchObject({ kind: 'special', units: ['fire-rescue'] });
  expect(holderText(step)).toBe('特殊程序所需时间不计入时限');
  const promise = explained(one, 'promise');
  expect(promise.pauses.map(({ why, effective }) => [pauseText(why!), effective])).toEqual([
    ['特殊程序“消防安全检查：检验”（文书 消检-1）', true],
  ]);
  expect(sentencesOf(promise).join('')).toContain('预计');
  one.at('2027-03-26T09:00').act(officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' });
  expect(explained(one, 'promise').recomputations.map(each => each.cause.code)).toEqual(['pause', 'resume']);
  expect(explained(one, 'promise').holder).toMatchObject({ kind: 'unit', units: ['fire-rescue'] });
});

test('of branches side by side it is told how far the sum has come, and which unit held each day so far', () => {
  const one = paused();
  one.at('2027-03-26T09:00').act(officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' });
  const now = parseInstant('2027-03-29T10:00');
  const promise = explainClock(historyOf(one.events, one.environment), 'promise', one.environment, { now });
  const { soFar, attribution, lines } = promise;
  expect(soFar).toEqual({ at: now, on: dayOf(now), isStopped: false, counted: 2, remaining: 3 });
  expect(soFarText(promise)).toBe('截至 2027-03-29 10:00，已计入 2 个工作日，尚余 3 个工作日');
  expect(lines.map(({ effect, through }) => `${effect} ${through}`)).toEqual([
    'anchor 0',
    'counted 1',
    'paused 1',
    'off 1',
    'counted 2',
    'now 2',
    'counted 5',
  ]);
  expect(attribution).toMatchObject({
    counted: 2,
    shared: 1,
    units: [
      { unit: 'fire-rescue', days: 2, shared: 1 },
      { unit: 'tobacco', days: 1 },
      { unit: 'urban-management', days: 1 },
    ],
  });
  expect(explained(one, 'step:fire').attribution).toBeUndefined();
  const stopped = explained(one, 'acceptance');
  expect(stopped.soFar).toEqual({
    at: parseInstant('2027-03-24T11:00'),
    on: parseDay('2027-03-24'),
    isStopped: true,
    counted: 0,
    remaining: 1,
  });
  expect(soFarText(stopped)).toBe('计时止于 2027-03-24 11:00，已计入 0 个工作日，尚余 1 个工作日');
});

test('an extension is explained with the reason that was told, and counted from the original anchor', () => {
  const one = accepted();
  one.at('2027-03-25T09:00').act(head('market-regulation'), {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '案情复杂' },
  });
  const statutory = explained(one, 'statutory');
  const { recomputations, total } = statutory;
  expect(recomputations).toMatchObject([{ cause: { code: 'extension' }, told: '案情复杂' }]);
  expect(recomputations.map(causeText)).toEqual(['延期 10 个工作日（行政许可法 42）']);
  expect(total).toBe(30);
  expect(sentencesOf(statutory)).toContain('期限：20 个工作日，延期 10 个工作日，共 30 个工作日。');
});

test('the time is held by the window, the applicant, the acting units, else the lead, nobody in the end', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  expect(explained(one, 'acceptance').holder).toMatchObject({ kind: 'unit', units: ['service-window'] });
  one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'layoutPlan', defect: '不清' }] });
  expect(explained(one, 'acceptance').holder.kind).toBe('nobody');
  expect(explained(one, 'correction').holder.kind).toBe('applicant');
  one.at('2027-03-29T11:00').act(applicant, { type: 'supply', papers: [paper('layoutPlan')] });
  one.at('2027-03-29T12:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺'),
  });
  expect(explained(one, 'tolerance:signboardSketch').holder.kind).toBe('applicant');
  one.at('2027-03-29T14:00').act(officer('market-regulation'), agreedBy('licence'));
  expect(explained(one, 'promise').holder.units).toEqual(['urban-management', 'fire-rescue', 'tobacco']);
  for (const step of ['signboard', 'fire', 'tobacco'] as const) one.at('2027-03-29T15:00').answer(step, agree);
  expect(explained(one, 'promise').holder).toMatchObject({ kind: 'unit', units: ['market-regulation'] });
  one.at('2027-03-30T10:00').act(applicant, { type: 'cure', papers: [paper('signboardSketch')] });
  expect(explained(one, 'promise').holder).toMatchObject({ kind: 'nobody' });
  const spans = spansOf(historyOf(one.events, one.environment), one.environment, parseInstant('2027-06-01T10:00'));
  expect(spans).toMatchObject({
    counted: { clock: 'promise', amount: 1, measure: 'workingDay' },
    wallClock: { workingDays: 4, calendarDays: 6 },
    applicant: {
      workingDays: 3,
      calendarDays: 5,
      milliseconds: 5 * 86_400_000,
      periods: [{ from: parseInstant('2027-03-24T11:00'), to: parseInstant('2027-03-29T11:00') }],
    },
  });
  expect(lengthText(spans.wallClock)).toBe('4 个工作日（6 个自然日）');
});

test('a new version of the calendar is told as a change with both dates, and counts in the explanation', () => {
  const one = accepted();
  const overrides = [...demonstration.overrides, { day: '2027-03-30', working: false, name: '防汛停工' }];
  one.addCalendar({ ...demonstration, version: 'amended', overrides });
  one
    .at('2027-03-25T09:00')
    .act({ person: 'p-administrator', role: 'administrator' }, { type: 'recompute', calendar: 'amended' });
  const promise = explained(one, 'promise');
  expect(
    promise.recomputations.map(each => [
      each.cause.code,
      local(each.at),
      local(each.dueBefore!),
      local(each.due!),
      causeText(each),
    ]),
  ).toEqual([
    ['calendar', '2027-03-25T09:00', '2027-03-31T17:30', '2027-04-01T17:30', '日历更新：demonstration-2032 → amended'],
  ]);
  expect(promise.lines.map(each => whyText(each.why))).toContain('防汛停工放假，不计');
  expect(local(redo(promise))).toBe('2027-04-01T17:30');
  expect(explained(one, 'acceptance')).toMatchObject({
    recomputations: [],
    calendar: { version: 'demonstration-2032' },
  });
});

test('a clock that the case does not have is refused with those that it has', () => {
  const one = accepted();
  expect(refusal(() => explained(one, 'verify:none'))).toBe('clock.unknown');
});

// (T17)
test('a pause that time ended at 24:00 is explained by the day that is over, and leads to the due', () => {
  const waiting = procedure({
    name: 'waiting',
    version: 1,
    title: '等待整改',
    lead: 'market-regulation',
    form: z.object({}),
    example: {},
    permits: { licence: '许可证' },
    limits: { statutory: workingDays(20) },
    steps: {
      fix: applicantStep('整改', { within: workingDays(1) }),
      review: approval('审查', { by: 'market-regulation', within: workingDays(2) }),
    },
    *run({ steps, grant }) {
      yield* steps.fix();
      yield* steps.review();
      return grant('licence');
    },
  });
  const one = caseOf(waiting).receive({ at: '2027-03-15T08:00' }).at('2027-03-16T10:00').accept();
  one.until('2027-03-18T00:00');
  const { clock, due } = one.clock('statutory');
  const explanation = explained(one, clock);
  expect(explanation.pauses).toMatchObject([{ firstDay: parseDay('2027-03-16'), lastDay: parseDay('2027-03-17') }]);
  expect(explanation.due.at).toBe(due);
  expect(redo(explanation)).toBe(due);
});
