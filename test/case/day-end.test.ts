import fc from 'fast-check';
import { expect, test } from 'vitest';
import { times } from '../support/examples.ts';
import { z } from 'zod';
import { dayOf, formatDay, formatInstant, instantAt } from '../../domain/calendar/day.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import {
  applicant as asksApplicant,
  applicantWait,
  approval,
  calendarDays,
  halfDays,
  months,
  procedure,
  special,
  workingDays,
  workingHours,
} from '../../domain/procedure.ts';
import { applicant, caseOf, officer, reference } from '../../domain/testing.ts';

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
  expect(one.due('step:fix')).toBe('2027-03-27 00:00');
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

// (T17)
test('answering at 23:59 and lapsing at 24:00 lead to the same dates', () => {
  fc.assert(
    fc.property(theirs, limits, fc.integer({ min: 0, max: 300 }), (within, [ours, promised], days) => {
      const definition = asked(within, ours, promised);
      const start = formatInstant(instantAt(dayOf(Date.parse('2027-01-04T02:00Z')) + days, 600));
      const [answering, lapsing] = [0, 1].map(() => caseOf(definition).receive({ at: start }).accept());
      const last = answering!.clock('step:fix').dueOn!;
      answering!.at(`${last} 23:59`).act(applicant, { type: 'answer', step: 'fix', answer: { lapsed: false } });
      lapsing!.until(lapsing!.clock('step:fix').due!);
      expect(lapsing!.openSteps).toEqual(['look']);
      for (const clock of ['step:look', 'promise'])
        expect(lapsing!.clock(clock).due, `${clock} from ${last}`).toBe(answering!.clock(clock).due);
      expect(lapsing!.view.clocks.map(each => each.elapsed)).toEqual(answering!.view.clocks.map(each => each.elapsed));
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
