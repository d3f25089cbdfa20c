import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { applicant, clerk, head, officer, reference, supervisor } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { accepted, agreedBy, inParallel, local, restaurant } from './restaurant.ts';

const notice = reference('检-1');
const fire = officer('fire-rescue');
const inspection = {
  type: 'startSpecial',
  step: 'fire',
  special: 'inspection',
  takes: { unit: 'WD', n: 4 },
  notice,
} as const;

test('what time itself ended is late: a lapsed tolerance is not told as a withdrawn breach', () => {
  const one = restaurant('2027-03-24T10:00', { papers: ['layoutPlan', 'safetyRules'] });
  one.at('2027-03-24T11:00').act(clerk, {
    type: 'acceptTolerantly',
    missing: ['signboardSketch'],
    promise: reference('诺-1'),
  });
  one.until('2027-03-30T00:00');
  expect(one.events.map(event => event.type)).not.toContain('breachWithdrawn');
  expect(one.clock('tolerance:signboardSketch')).toMatchObject({ verdict: 'late', colour: 'red' });
});

// (P12)
test('two acts that arrive in the other order than they were asked leave pauses that can still be read', () => {
  const one = inParallel();
  one.at('2027-03-24T15:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-24T15:10').act(fire, inspection);
  one.at('2027-03-25T10:00:01').act(officer('tobacco'), agreedBy('tobacco'));
  expect(one.clock('promise').state).toBe('paused');
  one.at('2027-03-25T10:00').act(fire, { type: 'endSpecial', step: 'fire', result: '合格' });
  expect(one.clock('promise')).toMatchObject({ state: 'running' });
  expect(local(one.clock('promise').due), '5 WD from Mar 24, nothing paused: 25 26 29 30 31').toBe('2027-03-31T17:30');
});

// (C11)
test('a special procedure asked in time, applied late, moves the due: the breach meanwhile is withdrawn', () => {
  const one = inParallel();
  one.until('2027-03-29T17:30');
  expect(one.clock('step:fire').colour, '3 WD from Mar 24: 25 26 29').toBe('red');
  one.at('2027-03-29T17:00').act(fire, inspection);
  expect(one.events.at(-2)).toMatchObject({ type: 'breachWithdrawn', data: { clock: 'step:fire' } });
  expect(one.clock('step:fire')).toMatchObject({ state: 'paused', colour: 'yellow', projected: true });
  one.at('2027-03-31T10:00').act(fire, { type: 'endSpecial', step: 'fire', result: '合格' });
  expect(local(one.clock('step:fire').due), 'a pause from the due day moves due to the resume day').toBe(
    '2027-03-31T17:30',
  );
  one.until('2027-03-31T17:30');
  expect(one.clock('step:fire')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-03-31T17:30') });
  const letters = one.view.instruments.filter(each => each.clock === 'step:fire' && each.level === 'L1');
  expect(
    letters.map(({ instrument, state }) => `${instrument} ${state}`),
    'the letter that never should have been is closed, the true breach has its own',
  ).toEqual(['L1:step:fire closed', 'L1#2:step:fire served']);
});

test("what followed on a breach that never was is closed with it; a supervisor's motion stays", () => {
  const one = accepted();
  one.until('2027-03-25T17:30');
  one.at('2027-03-25T18:00').act(supervisor(), {
    type: 'startInstrument',
    level: 'L3',
    clock: 'step:licence',
    reason: { text: '群众反映' },
  });
  one.until('2027-03-26T17:30');
  expect(one.view.instruments.map(each => each.instrument)).toContain('L2:step:licence');
  one.at('2027-03-25T17:00').act(officer('market-regulation'), agreedBy('licence'));
  expect(
    one.view.instruments
      .filter(each => each.clock === 'step:licence' && each.state !== 'closed')
      .map(each => each.instrument),
  ).toEqual(['L0:step:licence', 'L3:step:licence']);
});

test('an extension asked in time and applied late moves the due and withdraws the breach', () => {
  const one = inParallel();
  one.until('2027-04-22T17:30');
  expect(one.clock('statutory').colour).toBe('darkRed');
  one.at('2027-04-22T17:00').act(head('market-regulation'), {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 1 },
    reason: { text: '复杂' },
  });
  expect(one.view.unlawful).toBe(false);
  expect(one.clock('statutory').colour).toBe('yellow');
  one.until('2027-04-23T17:30');
  expect(one.clock('statutory')).toMatchObject({ colour: 'darkRed', breachedAt: parseInstant('2027-04-23T17:30') });
});

test('extension and pause commute: what is extended while paused has its warnings derived anew', () => {
  const reason = { text: '复杂' };
  const extend = { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 10 }, reason } as const;
  const colourAfter = (extendedAt: string): readonly string[] => {
    const one = inParallel();
    one.at('2027-03-24T15:00').act(officer('urban-management'), agreedBy('signboard'));
    one.at('2027-03-24T15:10').act(officer('tobacco'), agreedBy('tobacco'));
    const acts = [
      ['2027-04-21T10:00', fire, inspection],
      [extendedAt, head('market-regulation'), extend],
      ['2027-04-22T15:00', fire, { type: 'endSpecial', step: 'fire', result: '合格' }],
    ] as const;
    for (const [time, actor, command] of [...acts].sort(([a], [b]) => a.localeCompare(b)))
      one.at(time).act(actor, command);
    one.until('2027-04-22T16:00');
    return [one.clock('statutory').colour, local(one.clock('statutory').due)];
  };
  const before = colourAfter('2027-04-21T09:00');
  expect(before[0]).toBe('blue');
  expect(colourAfter('2027-04-22T09:00'), 'while paused').toEqual(before);
  expect(colourAfter('2027-04-22T15:30'), 'after it').toEqual(before);
});

test('a limit that has passed is not extended because the clock is paused', () => {
  const one = inParallel();
  one.at('2027-03-24T15:00').act(officer('urban-management'), agreedBy('signboard'));
  one.at('2027-03-24T15:10').act(officer('tobacco'), agreedBy('tobacco'));
  one.until('2027-04-22T17:30');
  one.at('2027-04-23T09:00').act(fire, inspection);
  // Late before the pause, it stays late: a pause opened after the due instant changes nothing.
  expect(one.clock('statutory')).toMatchObject({ state: 'running', colour: 'darkRed' });
  expect(
    refusal(() =>
      one.at('2027-04-23T10:00').act(head('market-regulation'), {
        type: 'extend',
        clock: 'statutory',
        by: { unit: 'WD', n: 1 },
        reason: { text: '复杂' },
      }),
    ),
  ).toBe('extension.late');
});

test('an act that needs a date which no calendar reaches is refused, and the case can still be read', () => {
  const one = restaurant('2034-12-27T10:00');
  const before = one.state;
  expect(refusal(() => one.at('2034-12-27T11:00').act(clerk, { type: 'accept' }))).toMatch(/^calendar\./);
  expect(one.state).toBe(before);
  expect(one.view.status).toBe('received');
  one.at('2034-12-27T12:00').act(applicant, { type: 'withdraw' });
});
