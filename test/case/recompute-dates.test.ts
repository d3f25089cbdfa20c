import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { fold, viewOf } from '../../domain/case/case.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import { factsOf } from '../../domain/case/clocks.ts';
import { accepted, inParallel, restaurant } from './restaurant.ts';
import { times } from '../support/examples.ts';
import { amended, dueAt, fireInspectsAlone, publish, withoutTuesday } from './amendments.ts';

test('a special procedure that is due another day keeps the clocks waiting until that day', () => {
  const one = fireInspectsAlone(inParallel(), 4);
  expect(
    [dueAt(one, 'special:fire'), dueAt(one, 'step:fire'), dueAt(one, 'promise')],
    'special 25 26 29 30; paused through the 30th',
  ).toEqual(['2027-03-30T17:30', '2027-04-02T17:30', '2027-04-07T17:30']);
  publish(one, '2027-03-25T09:00', withoutTuesday);
  expect(
    [dueAt(one, 'special:fire'), dueAt(one, 'step:fire'), dueAt(one, 'promise')],
    'special 25 26 29 31; then Apr 1 2 6',
  ).toEqual(['2027-03-31T17:30', '2027-04-06T17:30', '2027-04-08T17:30']);
  expect(one.clock('promise')).toMatchObject({ state: 'paused', projected: true });
  one.until('2027-03-31T17:30');
  expect(one.clock('promise')).toMatchObject({ state: 'running', due: parseInstant('2027-04-08T17:30') });
  expect(fold(one.events, one.environment)).toEqual(one.state);
});

test('a clock without a date gets it from the version that reaches it, and is late where it has passed', () => {
  const one = restaurant('2034-12-27T10:00');
  one.until('2034-12-28T17:30');
  expect(one.clock('promise').due).toBeUndefined();
  const [event] = publish(one, '2035-02-01T10:00', {
    ...demonstration,
    version: 'reaching',
    publishedYears: [...demonstration.publishedYears, 2033, 2034],
  });
  // Deemed as of Wednesday Dec 27: 28 29 Jan 2 3 4 (without a notice New Year is one day off by the regulation).
  expect(event).toMatchObject({
    type: 'recomputed',
    data: { clocks: expect.arrayContaining([{ clock: 'promise', due: parseInstant('2035-01-04T17:30') }]) as object[] },
  });
  one.until('2035-02-01T10:00');
  expect(one.clock('promise')).toMatchObject({
    colour: 'red',
    due: parseInstant('2035-01-04T17:30'),
    breachedAt: parseInstant('2035-02-01T10:00'),
  });
});

test("any amendment gives the new version's dues, no lateness before publication, and the same fold", () => {
  const day = fc
    .integer({ min: 24, max: 60 })
    .map(n => formatInstant(parseInstant('2027-03-01T00:00') + n * 86_400_000).slice(0, 10));
  fc.assert(
    fc.property(
      fc.uniqueArray(day, { maxLength: 8 }),
      fc.uniqueArray(day, { maxLength: 6 }),
      fc.integer({ min: 0, max: 30 * 24 }),
      fc.boolean(),
      (off, work, hours, answered) => {
        const one = answered ? inParallel() : accepted();
        const published = parseInstant('2027-03-24T18:00') + hours * 3_600_000;
        one.until(formatInstant(published));
        const finished = one.view.clocks.filter(clock => clock.state === 'stopped');
        const data = amended('any', { off, work: work.filter(each => !off.includes(each)) });
        publish(one, formatInstant(published), data);
        const calendar = one.environment.calendar('any');
        for (const clock of one.state!.clocks.filter(each => each.stoppedAt === undefined))
          expect(one.clock(clock.clock).due).toBe(dueOf(calendar, factsOf(clock)).at);
        one.until(formatInstant(published + 40 * 86_400_000));
        expect(one.view.clocks).toEqual(expect.arrayContaining(finished));
        const late = one.view.clocks.filter(clock => clock.breachedAt !== undefined);
        expect(
          late.filter(clock => clock.breachedAt! < Math.min(clock.due!, published)),
          'no breach before its due and the publication',
        ).toEqual([]);
        expect(
          late.filter(clock => clock.state === 'running' && clock.due! > published && clock.breachedAt !== clock.due),
          'due later than the publication: late by its due alone',
        ).toEqual([]);
        expect(fold(one.events, one.environment)).toEqual(one.state);
        expect(viewOf(JSON.parse(JSON.stringify(one.state)), one.environment)).toEqual(one.view);
      },
    ),
    times(150),
  );
});
