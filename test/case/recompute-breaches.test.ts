import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { agree, clerk, officer, type VirtualCase } from '../../domain/testing.ts';
import { accepted, agreedBy, inParallel, restaurant } from './restaurant.ts';
import { amended, publish, dueAt, withoutTuesday } from './amendments.ts';

const types = (one: VirtualCase): readonly string[] => one.events.map(event => event.type);

test('an act asked before the publication is in time, though applied after a version that put due back', () => {
  const one = accepted();
  publish(one, '2027-03-26T10:00', amended('earlier', { off: ['2027-03-24'], work: [] }));
  one.until('2027-03-26T10:00');
  expect(one.clock('step:licence').breachedAt, 'its day was over before').toBe(parseInstant('2027-03-25T17:30'));
  const two = inParallel();
  two.until('2027-03-26T11:00');
  publish(two, '2027-03-29T10:00', amended('weekend', { work: ['2027-03-27', '2027-03-28'] }));
  two.until('2027-03-29T10:00');
  expect(two.clock('step:fire'), '3 WD: 25 26 27').toMatchObject({
    colour: 'red',
    breachedAt: parseInstant('2027-03-29T10:00'),
  });
  two.at('2027-03-29T09:59').answer('fire', agree);
  expect(two.clock('step:fire')).toMatchObject({ verdict: 'met' });
});

test('a breach that an amendment disproves is withdrawn with what followed; the true one has its own', () => {
  const one = accepted();
  one.at('2027-03-24T14:00').act(officer('market-regulation'), agreedBy('licence'));
  one.until('2027-04-01T09:00');
  expect(one.clock('promise')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-03-31T17:30') });
  // Mar 31 and Apr 1 off: 25 26 29 30 Apr 2.
  publish(one, '2027-04-01T09:00', amended('later', { off: ['2027-03-31', '2027-04-01'] }));
  expect(one.events.find(event => event.type === 'breachWithdrawn' && event.data.clock === 'promise')).toMatchObject({
    basis: { code: 'rule.calendar.notDue' },
  });
  expect(one.clock('promise')).toMatchObject({ colour: 'yellow', due: parseInstant('2027-04-02T17:30') });
  expect(
    one.view.instruments
      .filter(each => each.clock === 'promise')
      .map(({ instrument, state }) => `${instrument} ${state}`),
  ).toEqual(['L0:promise overdue', 'L1:promise closed', 'L2:promise closed']);
  one.until('2027-04-02T17:30');
  expect(one.clock('promise')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-04-02T17:30') });
  expect(one.view.instruments.map(each => each.instrument)).toContain('L2#2:promise');
});

test('a late clock that has passed its later due too is late since then and keeps its instruments', () => {
  const one = accepted();
  one.until('2027-04-02T09:00');
  const instruments = one.view.instruments.map(each => each.instrument);
  publish(one, '2027-04-02T09:00', amended('wednesday', { off: ['2027-03-31'] }));
  expect(types(one)).not.toContain('breachWithdrawn');
  expect(one.clock('promise')).toMatchObject({
    colour: 'red',
    due: parseInstant('2027-04-01T17:30'),
    breachedAt: parseInstant('2027-04-01T17:30'),
  });
  expect(one.view.instruments.map(each => each.instrument)).toEqual(instruments);
});

test('a breach logged between the publication and its arrival in the case is withdrawn', () => {
  const one = accepted();
  const events = publish(one, '2027-03-31T10:00', withoutTuesday, '2027-03-31T18:00');
  expect(events[0]).toMatchObject({
    type: 'recomputed',
    askedAt: parseInstant('2027-03-31T10:00'),
    at: parseInstant('2027-03-31T17:30'),
  });
  expect(events.map(event => event.type)).toContain('breachWithdrawn');
  expect(one.clock('promise')).toMatchObject({ due: parseInstant('2027-04-01T17:30') });
  expect(one.clock('promise').breachedAt).toBeUndefined();
});

// (C9)
test('a warning that lies ahead again is given again at its new instant, its reminder only once', () => {
  const one = accepted();
  one.at('2027-03-24T14:00').act(officer('market-regulation'), agreedBy('licence'));
  one.until('2027-03-30T17:30');
  expect(one.clock('promise').colour).toBe('yellow');
  publish(one, '2027-03-31T09:00', amended('two', { off: ['2027-03-31', '2027-04-01'] }));
  expect(one.clock('promise'), 'yellow at the end of day 4, which stays the 30th').toMatchObject({ colour: 'yellow' });
  publish(one, '2027-03-31T10:00', amended('more', { off: ['2027-03-29', '2027-03-30', '2027-03-31', '2027-04-01'] }));
  expect(one.clock('promise'), '25 26 Apr 2 6 7: day 4 is Apr 6').toMatchObject({
    colour: 'green',
    due: parseInstant('2027-04-07T17:30'),
  });
  one.until('2027-04-06T17:30');
  expect(one.clock('promise').colour).toBe('yellow');
  expect(
    one.events.filter(event => event.type === 'instrumentOpened' && event.data.instrument.startsWith('L0:promise')),
  ).toHaveLength(1);
});

test('an applicant whose time had run out, and has not by the new version, is in correction again', () => {
  const one = restaurant('2027-03-24T10:00');
  one.at('2027-03-24T11:00').act(clerk, { type: 'giveNotice', defects: [{ item: 'layoutPlan', defect: '不清' }] });
  const held = {
    ...one.environment,
    procedure: {
      ...one.environment.procedure,
      policies: {
        ...one.environment.procedure.policies,
        correction: { ...one.environment.procedure.policies.correction, onLapse: 'hold' as const },
      },
    },
  };
  Object.assign(one, { environment: held });
  // 15 WD: 25 26 29 30 31 | Apr 1 2 6 7 8 | 9 12 13 14 15.
  one.until('2027-04-16T00:00');
  expect(one.view.status).toBe('held');
  publish(one, '2027-04-16T09:00', amended('later', { off: ['2027-04-14', '2027-04-15'] }));
  expect(one.view.status, 'then Apr 16 and 19').toBe('correction');
  expect(dueAt(one, 'correction')).toBe('2027-04-20T00:00');
  one.until('2027-04-20T00:00');
  expect(one.view.status).toBe('held');
});
