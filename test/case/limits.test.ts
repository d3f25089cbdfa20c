import { describe, expect, test } from 'vitest';
import type { Limit } from '../../domain/clock/limit.ts';
import { onDay, procedure, workingDays } from '../../domain/procedure.ts';
import { applicant, clerk, head, officer, reference, caseOf } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { base, look, chosen, received, accepted, waiting } from './chosen.ts';

describe('what is no limit is refused by its rule, before anything else of the act is looked at', () => {
  const one = accepted(waiting, []);
  const takes = (limit: unknown) => () =>
    one.at('2027-03-25T10:00').act(officer('market-regulation'), {
      type: 'startSpecial',
      step: 'look',
      special: 'test',
      takes: limit as Limit,
      notice: reference('检-1'),
    });
  const by = (limit: unknown) => () =>
    one.at('2027-03-25T10:00').act(head('market-regulation'), {
      type: 'extend',
      clock: 'statutory',
      by: limit as Limit,
      reason: { text: '复杂' },
    });
  test.each([
    ['none', { unit: 'WD', n: 0 }, 'limit.notPositive'],
    ['a negative one', { unit: 'WD', n: -1 }, 'limit.notPositive'],
    ['a fraction', { unit: 'WD', n: 1.5 }, 'limit.notPositive'],
    // JSON has no such number: it comes as null.
    ['no number', { unit: 'WD', n: Number.NaN }, 'command.invalid'],
    ['more than a number holds', { unit: 'WD', n: 1e300 }, 'limit.notPositive'],
    ['the year 10000', { unit: 'DATE', date: '10000-01-01' }, 'day.invalid'],
    ['a day that does not exist', { unit: 'DATE', date: '2027-02-30' }, 'day.invalid'],
    ['a unit that does not exist', { unit: 'WEEK', n: 1 }, 'command.invalid'],
    ['nothing at all', undefined, 'command.invalid'],
    ['thirty years', { unit: 'WD', n: 7_500 }, 'command.invalid'],
  ])('%s', (_, limit, code) => {
    expect([refusal(takes(limit)), refusal(by(limit))]).toEqual([code, code]);
  });
});

// (T15)
test('an act whose clock would end beyond every calendar, or on an unknown one, is refused', () => {
  const far = procedure({
    ...base,
    name: 'far',
    limits: { statutory: workingDays(3_000) },
    steps: { look: look() },
    *run({ steps, grant }) {
      yield* steps.look();
      return grant('licence');
    },
  });
  const one = received(far, '2027-03-24T10:00', []);
  expect(refusal(() => one.at('2027-03-24T11:00').act(clerk, { type: 'accept' }))).toBe('calendar.unpublished');
  expect(one.view.status).toBe('received');
  expect(
    refusal(() =>
      caseOf(far).at('2027-03-24T10:00').act(applicant, {
        type: 'receive',
        case: 'c',
        number: 'n',
        procedure: far.id,
        calendar: 'julian',
        applicant: applicant.person,
        channel: 'online',
        form: {},
        papers: [],
        modes: [],
      }),
    ),
  ).toBe('calendar.unknown');
});

test('a clock that has stopped is not extended', () => {
  const one = accepted(chosen({}));
  one.at('2027-03-24T12:00').act(officer('market-regulation'), {
    type: 'answer',
    step: 'look',
    answer: { answer: 'agree' },
  });
  expect(
    refusal(() =>
      one.at('2027-03-24T13:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: workingDays(1),
        reason: { text: '复杂' },
      }),
    ),
  ).toBe('extension.finished');
});

test('a fixed date is neither paused nor moved: it falls due while the case is suspended', () => {
  const one = accepted(
    procedure({
      ...base,
      name: 'dated',
      limits: { statutory: workingDays(20), promised: onDay('2027-03-26') },
      steps: { look: look() },
      *run({ steps, grant }) {
        yield* steps.look();
        return grant('licence');
      },
    }),
    [],
  );
  one.at('2027-03-24T12:00').act(head('market-regulation'), {
    type: 'suspend',
    ground: 'forceMajeure',
    reason: { text: '台风' },
    notice: reference('中-1'),
  });
  one.until('2027-03-26T17:30');
  expect(one.clock('promise')).toMatchObject({ state: 'running', colour: 'red' });
  expect(one.clock('statutory').state).toBe('paused');
});
