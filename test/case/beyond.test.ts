import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { fold, nextTick, viewOf } from '../../domain/case/case.ts';
import { procedure, special, task, workingDays } from '../../domain/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import { applicant, clerk, officer, reference, supervisor, caseOf, type VirtualCase } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { agreedBy, restaurant } from './restaurant.ts';
import { long } from '../support/tags.ts';

/** The calendar reaches to the end of 2034: two years after the last published one. */
const deemed = (): VirtualCase => {
  const one = restaurant('2034-12-27T10:00');
  one.until('2034-12-28T17:30');
  return one;
};

// (T15)
test('what is due is done though its effects lie beyond every calendar: clocks say why they have no date', () => {
  const one = deemed();
  expect(one.events.at(-2)).toMatchObject({ type: 'deemedAccepted', at: parseInstant('2034-12-28T17:30') });
  expect(one.view).toMatchObject({ status: 'inReview', acceptance: 'deemed' });
  for (const name of ['promise', 'statutory']) {
    const clock = one.clock(name);
    expect(clock).toMatchObject({
      state: 'running',
      colour: 'green',
      provisional: { code: 'beyondCalendar', calendar: 'demonstration-2032' },
    });
    expect(clock).not.toHaveProperty('due');
  }
  expect(one.clock('step:licence').due, '1 WD from Thursday is Friday').toBe(parseInstant('2034-12-29T17:30'));
  expect(nextTick(one.state!, one.environment)?.at, 'what has a date is armed').toBe(parseInstant('2034-12-29T12:00'));
});

test('a case is read, and takes every act that needs no date, after the last year of its calendar', () => {
  const one = deemed();
  one.at('2035-03-01T10:00').act(officer('market-regulation'), { type: 'claim', step: 'licence' });
  expect(one.clock('step:licence')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2034-12-29T17:30') });
  expect(one.clock('step:licence'), 'nobody can say how many working days it is late').not.toHaveProperty('remaining');
  const letter = one.view.instruments.find(each => each.instrument === 'L1:step:licence')!;
  expect(letter).not.toHaveProperty('replyDue');
  expect(
    refusal(() => one.at('2035-03-01T11:00').act(officer('market-regulation'), agreedBy('licence'))),
    'the next steps would have no date',
  ).toBe('calendar.unpublished');
  one.at('2035-03-01T12:00').act(applicant, { type: 'withdraw' });
  expect(one.view).toMatchObject({ status: 'withdrawn' });
});

test('a special procedure is not begun where no calendar reaches its end, and the case runs on', () => {
  const hearing = procedure({
    name: 'hearing',
    version: 1,
    title: '试验',
    lead: 'market-regulation',
    form: z.object({}),
    example: {},
    limits: { promised: workingDays(5), statutory: workingDays(20) },
    special: { hearing: special('听证', { atMost: workingDays(10), basis: '行政许可法 46' }) },
    steps: { hear: task('听证', { by: 'market-regulation', special: 'hearing' }) },
    policies: { acceptance: { within: workingDays(1) } },
    permits: { licence: '许可证' },
    *run({ steps, grant }) {
      yield* steps.hear();
      return grant('licence');
    },
  });
  const one = caseOf(hearing).receive({ at: '2034-12-27T10:00' });
  one.until('2034-12-31T00:00');
  expect(one.view).toMatchObject({ status: 'inReview', acceptance: 'deemed' });
  const begin = {
    type: 'startSpecial',
    step: 'hear',
    special: 'hearing',
    takes: { unit: 'WD', n: 5 },
    notice: reference('听-1'),
  } as const;
  expect(refusal(() => one.at('2034-12-31T09:00').act(officer('market-regulation'), begin))).toBe(
    'calendar.unpublished',
  );
  expect(one.clock('promise')).toMatchObject({ state: 'running' });
});

test('a case near the last year of its calendar can always be read, and its time goes on', long, () => {
  const deed = fc.constantFrom(
    (time: string, one: VirtualCase) => one.at(time).act(clerk, { type: 'accept' }),
    (time: string, one: VirtualCase) => one.at(time).act(officer('market-regulation'), agreedBy('licence')),
    (time: string, one: VirtualCase) => one.at(time).act(officer('urban-management'), agreedBy('signboard')),
    (time: string, one: VirtualCase) =>
      one.at(time).act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 8 },
        notice: { number: '检', digest: '0'.repeat(64) },
      }),
    (time: string, one: VirtualCase) =>
      one.at(time).act(officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' }),
    (time: string, one: VirtualCase) =>
      one
        .at(time)
        .act(supervisor(), { type: 'startInstrument', level: 'L2', clock: 'promise', reason: { text: '督查' } }),
    (time: string, one: VirtualCase) => one.at(time).act(applicant, { type: 'withdraw' }),
  );
  let undated = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 40 * 1440 }),
      fc.array(fc.tuple(deed, fc.integer({ min: 0, max: 12_000 })), { maxLength: 12 }),
      (minute, deeds) => {
        let now = parseInstant('2034-11-15T08:00') + minute * 60_000;
        const one = restaurant(formatInstant(now));
        for (const [act, minutes] of deeds) {
          now += minutes * 60_000;
          one.until(formatInstant(now));
          try {
            act(formatInstant(now), one);
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
          }
          undated += one.view.clocks.filter(clock => clock.due === undefined).length;
        }
        one.until(formatInstant(now + 90 * 86_400_000));
        expect(fold(one.events, one.environment)).toEqual(one.state);
        expect(viewOf(one.state!, one.environment).case).toBe('case-1');
      },
    ),
    { numRuns: 50 },
  );
  expect(undated, 'cases without a date were among them').toBeGreaterThan(0);
});
