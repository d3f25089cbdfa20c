import fc from 'fast-check';
import { expect, test } from 'vitest';
import { times } from '../support/examples.ts';
import { z } from 'zod';
import { dayOf, formatDay, formatInstant, instantAt } from '../../domain/calendar/day.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { spansOf } from '../../domain/case/explain/spans.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import {
  applicant as asksApplicant,
  applicantWait,
  approval,
  calendarDays,
  child,
  clockHours,
  halfDays,
  months,
  permit,
  procedure,
  special,
  workingDays,
  workingHours,
  years,
} from '../../domain/procedure.ts';
import { applicant, caseOf, cityOf, clerk, officer, reference, type VirtualCase } from '../../domain/testing.ts';
import { chinese } from '../../domain/words/zh-CN/explanations.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { long } from '../support/tags.ts';

const asked = (theirs: Limit, ours: Limit, promised: Limit, statutory: Limit = promised) =>
  procedure({
    name: 'fixing',
    version: 1,
    title: '试验',
    lead: 'market-regulation',
    form: z.object({}),
    example: {},
    permits: { licence: '许可证' },
    limits: { promised, statutory },
    special: {
      wait: applicantWait('等待申请人', { atMost: calendarDays(20), basis: '办法第三条' }),
      test: special('检验', { atMost: workingDays(30), basis: '行政许可法第四十五条' }),
    },
    steps: {
      fix: asksApplicant('整改', { within: theirs }),
      look: approval('审查', { by: 'market-regulation', within: ours, mayPauseFor: ['wait', 'test'] }),
    },
    *run({ steps, grant }) {
      yield* steps.fix();
      yield* steps.look();
      return grant('licence');
    },
  });

// 24 March 2027 is a Wednesday; 5 April is a day off (清明), Saturday the 3rd and Sunday the 4th are too.
// (T17)
test('a step that follows an applicant who lets time pass counts from the day that ended', () => {
  const one = caseOf(asked(workingDays(2), workingDays(3), workingDays(5)))
    .receive({ at: '2027-03-24 10:00' })
    .accept();
  expect(one.clock('step:fix'), '25 26').toMatchObject({ dueOn: '2027-03-26' });
  expect(one.due('step:fix')).toBe('2027-03-26 24:00');
  one.lapse();
  expect(one.lastEvents[0]).toMatchObject({ type: 'lapsed', on: '2027-03-26' });
  expect(one.due('step:look'), '29 30 31').toBe('2027-03-31 17:30');
  expect(one.due('promise'), '25 and 26 paused; 29 30 31 1 2').toBe('2027-04-02 17:30');
});

// (T17)
test('a month counts from the day that a 24:00 ends', () => {
  const one = caseOf(asked(calendarDays(4), months(1), months(2)))
    .receive({ at: '2027-03-27 10:00' })
    .accept();
  one.lapse();
  // Four days from the 27th: the 31st; a month after it has no 31st, so 30 April.
  expect(one.clock('step:look')).toMatchObject({ dueOn: '2027-04-30' });
});

const limits = fc
  .record({
    of: fc.constantFrom(workingDays, calendarDays, months, halfDays, workingHours),
    n: fc.integer({ min: 1, max: 12 }),
    more: fc.integer({ min: 0, max: 8 }),
  })
  .map(({ of, n, more }) => [of(n), of(n + more)] as const);
const theirs = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map(workingDays),
  fc.integer({ min: 1, max: 20 }).map(calendarDays),
  fc.constant(months(1)),
);

/** The same ones in every run: a definition costs more than a hundred cases. */
const definitions = fc
  .sample(fc.tuple(theirs, limits), { numRuns: 60, seed: 2_027 })
  .map(([within, [ours, promised]]) => asked(within, ours, promised));

// (T17)
test('answering at 23:59 and lapsing at 24:00 lead to the same dates', () => {
  fc.assert(
    fc.property(fc.constantFrom(...definitions), fc.integer({ min: 0, max: 300 }), (definition, days) => {
      const start = formatInstant(instantAt(dayOf(Date.parse('2027-01-04T02:00Z')) + days, 600));
      const [answering, lapsing] = [0, 1].map(() => caseOf(definition).receive({ at: start }).accept());
      const last = answering!.clock('step:fix').dueOn!;
      answering!.at(`${last} 23:59`).act(applicant, { type: 'answer', step: 'fix', answer: { lapsed: false } });
      lapsing!.until(lapsing!.clock('step:fix').due!);
      expect(lapsing!.openSteps).toEqual(['look']);
      for (const clock of ['step:look', 'promise'])
        expect(lapsing!.clock(clock).due, `${clock} from ${last}`).toBe(answering!.clock(clock).due);
      expect(lapsing!.view.clocks.map(each => each.elapsed)).toEqual(answering!.view.clocks.map(each => each.elapsed));
      const [answered, lapsed] = [answering!, lapsing!].map(one => {
        const {
          counted,
          wallClock,
          applicant: held,
        } = spansOf(historyOf(one.events, one.environment), one.environment, one.state!.at);
        return [counted, ...[wallClock, held].flatMap(each => [each.workingDays, each.calendarDays])];
      });
      expect(lapsed, `spans to ${last}`).toEqual(answered);
    }),
    times(300),
  );
});

/** A special procedure on the step, from 10:00 of a day on. */
const pausing = (kind: 'wait' | 'test', day: string, takes: Limit) => {
  const one = caseOf(asked(workingDays(1), workingDays(3), workingDays(3)))
    .receive({ at: '2027-03-24 10:00' })
    .accept();
  one.at('2027-03-24 11:00').act(applicant, { type: 'answer', step: 'fix', answer: { lapsed: false } });
  return one.at(`${day} 10:00`).act(officer('market-regulation'), {
    type: 'startSpecial',
    step: 'look',
    special: kind,
    takes,
    notice: reference('检-1'),
  });
};

// (C4, C5)
test('a special procedure begun on the due day ends in full time without a breach, with one letter', () => {
  // 25 26 29: due on the 29th. Two working days from then: the 31st, at close.
  const one = pausing('test', '2027-03-29', workingDays(2)).until('2027-03-31 17:30');
  expect(one.lastEvents.map(({ type }) => type)).not.toContain('breached');
  expect(one.due('step:look'), 'the working day after the one that it lasted to the end of').toBe('2027-04-01 17:30');
  expect(one.clock('step:look')).toMatchObject({ state: 'running', colour: 'yellow' });
  expect(one.instruments.filter(({ level }) => level === 'L1').map(({ clock }) => clock)).toEqual(['special:look']);
});

// (C3)
test('a clock that was late before a suspension is shown red and running, and held by its unit', () => {
  const one = caseOf(asked(workingDays(1), workingDays(3), workingDays(3)))
    .receive({ at: '2027-03-24 10:00' })
    .accept();
  one.at('2027-03-24 11:00').act(applicant, { type: 'answer', step: 'fix', answer: { lapsed: false } });
  one
    .at('2027-03-31 09:00')
    .act(
      { person: 'p-head', role: 'unit-head', unit: 'market-regulation' },
      { type: 'suspend', ground: 'forceMajeure', reason: { text: '台风' }, notice: reference('中-1') },
    );
  expect(one.clock('step:look')).toMatchObject({ state: 'running', colour: 'red', remaining: -2, dueOn: '2027-03-29' });
});

// (T17)
test('whatever is due at 00:00 says on which day', () => {
  const one = pausing('wait', '2027-03-25', calendarDays(2)).until('2027-04-30 18:00');
  const days = one.events.map(({ at }) =>
    formatInstant(at).includes('T00:00:00+') ? formatDay(dayOf(at - 1)) : undefined,
  );
  expect(one.events.map(({ on }) => on)).toEqual(days);
  expect(days).toContain('2027-03-29');
});

const fixThen = (ending: 'granted' | 'settled') =>
  procedure({
    name: 'fix-then',
    version: 1,
    title: '试验',
    lead: 'market-regulation',
    kind: ending === 'granted' ? 'licence' : 'service',
    form: z.object({}),
    example: {},
    permits: { pass: permit('合格证', { validFor: years(1) }) },
    results: { recorded: '已记录' },
    limits: { statutory: workingDays(20) },
    steps: { fix: asksApplicant('整改', { within: calendarDays(7) }) },
    *run({ steps, grant, settle }) {
      yield* steps.fix();
      return ending === 'granted' ? grant('pass') : settle('recorded');
    },
  });

// (T17)
test('what is decided at the 24:00 of 31 December is of that day: decision, document, validity', () => {
  // 31 December 2027 is a Friday.
  const one = caseOf(fixThen('granted')).receive({ at: '2027-12-24 10:00' }).accept();
  one.until(one.clock('step:fix').due!);
  expect(one.view).toMatchObject({
    status: 'granted',
    decidedOn: '2027-12-31',
    permits: [{ validFrom: '2027-12-31' }],
  });
  expect(one.view.documents.at(-1)).toMatchObject({ kind: 'grant', on: '2027-12-31' });
  expect(one.view.documents[0], 'an act has the day of its instant').not.toHaveProperty('on');
  const withdrawn = caseOf(restaurantOpening).receive({ at: '2027-12-03 10:00', papers: ['layoutPlan'] });
  withdrawn
    .act(clerk, { type: 'giveNotice', defects: [{ item: 'safetyRules', defect: '缺少' }] })
    .lapse()
    .lapse();
  expect(withdrawn.view).toMatchObject({ status: 'deemedWithdrawn', endedOn: '2027-12-24' });
});

// (T17)
test('what is settled at a 24:00 is rated within the days from that day on', () => {
  const one = caseOf(fixThen('settled')).receive({ at: '2027-12-24 10:00' }).accept();
  one.until(one.clock('step:fix').due!);
  // Ten working days after 31 December, with 3 January off: 4 to 7, 10 to 14, and the 17th.
  one.at('2028-01-17 23:59');
  expect(one.tryAct(applicant, { type: 'rate', grade: 'good' })).toBeUndefined();
  const late = caseOf(fixThen('settled')).receive({ at: '2027-12-24 10:00' }).accept();
  late.until(late.clock('step:fix').due!).until('2028-01-18 00:01');
  expect(late.tryAct(applicant, { type: 'rate', grade: 'good' })).toMatchObject({ code: 'rating.late' });
});

// (T17)
test('a threshold that a pause hid to the 24:00 of a day is passed on that day', long, () => {
  const one = caseOf(asked(workingDays(1), workingHours(2), workingDays(5)))
    .receive({ at: '2027-03-24 10:00' })
    .accept();
  one.at('2027-03-25 09:00').act(applicant, { type: 'answer', step: 'fix', answer: { lapsed: false } });
  // Half of two hours has passed when the pause begins; nothing passes inside of it.
  one.at('2027-03-25 10:00').act(officer('market-regulation'), {
    type: 'startSpecial',
    step: 'look',
    special: 'wait',
    takes: calendarDays(1),
    notice: reference('检-1'),
  });
  one.until('2027-03-27 00:00');
  const passed = one.events.filter(({ type }) => type === 'specialExpired' || type === 'thresholdPassed');
  expect(passed.map(({ type, at, on }) => [type, formatInstant(at).slice(0, 16), on])).toEqual([
    ['specialExpired', '2027-03-27T00:00', '2027-03-26'],
    ['thresholdPassed', '2027-03-27T00:00', '2027-03-26'],
  ]);
  expect(one.clock('promise'), 'the 24th to 26th are not counted').toMatchObject({ elapsed: 0 });
});

// (T17)
test.each([
  [clockHours(6), 'step:look', '起算：自 2027-03-25 24:00 起按小时计算'],
  [workingHours(3), 'step:look', '起算：自 2027-03-25 24:00 起按小时计算'],
  [halfDays(1), 'step:look', '起算：2027-03-25 24:00 所在的半日不计'],
  [workingDays(1), 'step:fix', '计时止于 2027-03-25 24:00，已计入 1 个工作日'],
] as const)('an explanation of %j tells what time did at 24:00 by its day (%s)', (within, clock, text) => {
  const one = caseOf(asked(workingDays(1), within, workingDays(5)))
    .receive({ at: '2027-03-24 10:00' })
    .accept()
    .lapse();
  const explanation = explainClock(historyOf(one.events, one.environment), clock, one.environment);
  const texts = [...explanation.sum.map(chinese.sumStep), chinese.soFar(explanation.soFar!, explanation.measure)];
  expect(texts.join('\n')).toContain(text);
  expect(texts.join('\n')).not.toContain('00:00');
});

const inspection = procedure({
  name: 'inspection',
  version: 1,
  title: '试验核查',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: { statutory: workingDays(5) },
  policies: { acceptance: { within: workingDays(2) } },
  steps: { tell: asksApplicant('说明', { within: workingDays(1) }) },
  permits: { pass: permit('合格证', { validFor: years(1) }) },
  *run({ steps, grant }) {
    yield* steps.tell();
    return grant('pass');
  },
});
const withInspection = procedure({
  name: 'with-inspection',
  version: 1,
  title: '试验',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: { statutory: workingDays(20) },
  steps: {
    fix: asksApplicant('整改', { within: workingDays(1) }),
    part: child(inspection, { opens: 'received' }),
    look: approval('审查', { by: 'market-regulation', within: workingDays(2) }),
  },
  permits: { licence: '许可证' },
  *run({ steps, grant }) {
    yield* steps.fix();
    yield* steps.part({ form: {} });
    yield* steps.look();
    return grant('licence');
  },
});

// (T17)
test('what a case writes to another at 24:00 arrives on that day, and so do validities', () => {
  const [answering, lapsing] = [true, false].map(answers => {
    const all = cityOf([withInspection, inspection]);
    const parent = all.receive(withInspection, { at: '2027-03-24 10:00' }).accept();
    const tell = (one: VirtualCase, step: string, day: string): void => {
      if (!answers) return void all.until(one.clock(`step:${step}`).due!);
      all.at(`${day} 23:59`);
      one.act(applicant, { type: 'answer', step, answer: { lapsed: false } });
    };
    tell(parent, 'fix', '2027-03-25');
    const part = all.childOf(parent, 'part', inspection);
    const dues = [part.clock('acceptance').dueOn];
    all.at('2027-03-26 10:00');
    part.accept();
    tell(part, 'tell', '2027-03-29');
    return { parent, part, dues: [...dues, parent.clock('step:look').dueOn, parent.clock('statutory').dueOn] };
  });
  // The 25th and the 29th are the applicant's: 20 working days from the 24th are 22 April, two more 26 April.
  expect(answering!.dues).toEqual(['2027-03-29', '2027-03-31', '2027-04-26']);
  expect(lapsing!.dues).toEqual(answering!.dues);
  expect(lapsing!.part.state!.permits).toMatchObject([{ validFrom: '2027-03-29', validUntil: '2028-03-29' }]);
  expect(lapsing!.parent.events.find(({ type }) => type === 'childEnded')).toMatchObject({ on: '2027-03-29' });
});
