import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarData } from '../../domain/calendar/calendar.ts';
import { formatInstant, parseInstant } from '../../domain/calendar/day.ts';
import { demonstration } from '../../domain/calendar/published.ts';
import { fold, viewOf } from '../../domain/case/case.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import { factsOf } from '../../domain/case/clocks.ts';
import { toldOf } from '../support/told.ts';
import type { Actor } from '../../domain/values.ts';
import { applicant, clerk, officer, reference, supervisor, type VirtualCase } from '../../domain/testing.ts';
import { refusal } from './refusal.ts';
import { accepted, agreedBy, inParallel, local, restaurant } from './restaurant.ts';
import { times } from '../support/examples.ts';

const administrator: Actor = { person: 'p-administrator', role: 'administrator' };

/** The demonstration's calendar with other days off and working, under another version. */
function amended(
  version: string,
  { off = [], work = [] }: { readonly off?: readonly string[]; readonly work?: readonly string[] },
): CalendarData {
  const changed = new Map([...off.map(day => [day, false] as const), ...work.map(day => [day, true] as const)]);
  const rows = [...changed].map(([day, working]) => ({ day, working, name: working ? '调休上班' : '防汛停工' }));
  return {
    ...demonstration,
    version,
    overrides: [...demonstration.overrides.filter(({ day }) => !changed.has(day)), ...rows],
  };
}

function publish(one: VirtualCase, time: string, data: CalendarData, applied = time) {
  one.until(applied);
  return one
    .addCalendar(data)
    .at(time)
    .act(administrator, { type: 'recompute', calendar: data.version }, `publication/${data.version}`).lastEvents;
}
const dueAt = (one: VirtualCase, clock: string): string => local(one.clock(clock).due);
const types = (one: VirtualCase): readonly string[] => one.events.map(event => event.type);

/*
 * Accepted on Wednesday 24 March 2027: promise 5 WD: 25 26 29 30 31 → Mar 31; statutory 20 WD → Apr 22; 清明节 off April 3
 * to 5.
 * The amendment takes Tuesday the 30th: promise 25 26 29 31 Apr 1; statutory one later, Friday Apr 23.
 */
const withoutTuesday = amended('amended', { off: ['2027-03-30'] });

// (C12)
test('an amendment recomputes running clocks, with both dates in the event; finished ones stay', () => {
  const one = accepted();
  const acceptance = one.clock('acceptance');
  const [event] = publish(one, '2027-03-25T09:00', withoutTuesday);
  expect(event).toMatchObject({
    type: 'recomputed',
    key: 'publication/amended',
    actor: administrator,
    data: {
      reason: 'CALENDAR',
      calendar: 'amended',
      clocks: [
        { clock: 'promise', dueBefore: parseInstant('2027-03-31T17:30'), due: parseInstant('2027-04-01T17:30') },
        { clock: 'statutory', dueBefore: parseInstant('2027-04-22T17:30'), due: parseInstant('2027-04-23T17:30') },
        { clock: 'step:licence', dueBefore: parseInstant('2027-03-25T17:30'), due: parseInstant('2027-03-25T17:30') },
      ],
    },
  });
  expect([dueAt(one, 'promise'), dueAt(one, 'statutory')]).toEqual(['2027-04-01T17:30', '2027-04-23T17:30']);
  expect(one.clock('promise').calendar).toBe('amended');
  expect(one.clock('acceptance')).toEqual(acceptance);
  expect(one.view.calendar).toBe('amended');
  one.at('2027-03-25T14:00').act(officer('market-regulation'), agreedBy('licence'));
  expect(one.clock('step:fire'), 'what starts later counts by it too: 3 WD: 26 29 31').toMatchObject({
    calendar: 'amended',
    due: parseInstant('2027-03-31T17:30'),
  });
  expect(fold(one.events, one.environment)).toEqual(one.state);
});

test("the applicant is told of the case's clocks, each unit of its own, and nobody of dates that stay", () => {
  const one = accepted();
  const [event] = publish(one, '2027-03-25T09:00', withoutTuesday);
  const why = '办件20270324-0001：因放假安排调整（日历amended），办理期限重新计算：';
  const both = '承诺时限由2027-03-31 17:30调整为2027-04-01 17:30；法定时限由2027-04-22 17:30调整为2027-04-23 17:30。';
  expect(toldOf(event!, one.state!, one.environment)).toEqual([
    { to: 'p-applicant', kind: 'recomputed', text: `${why}${both}` },
    { to: 'market-regulation', kind: 'recomputed', text: `${why}${both}` },
  ]);
  const same = accepted();
  const [still] = publish(same, '2027-03-25T09:00', amended('elsewhere', { off: ['2029-03-05'] }));
  expect(toldOf(still!, same.state!, same.environment)).toEqual([]);
});

// (C12)
test('a due that an amendment moves into the past is breached at the publication, once, with its warning', () => {
  const one = accepted();
  one.at('2027-03-24T14:00').act(officer('market-regulation'), agreedBy('licence'));
  // Saturday and Sunday become working: 25 26 27 28 29 → Monday Mar 29.
  publish(one, '2027-03-30T10:00', amended('earlier', { work: ['2027-03-27', '2027-03-28'] }));
  expect(dueAt(one, 'promise')).toBe('2027-03-29T17:30');
  one.until('2027-03-30T10:00');
  expect(one.clock('promise')).toMatchObject({ colour: 'red', breachedAt: parseInstant('2027-03-30T10:00') });
  const passed = one.events.filter(
    event => (event.type === 'thresholdPassed' || event.type === 'breached') && event.data.clock === 'promise',
  );
  expect(passed.map(event => `${event.type} ${local(event.at)}`)).toEqual([
    'thresholdPassed 2027-03-30T10:00',
    'breached 2027-03-30T10:00',
  ]);
  one.until('2027-04-02T10:00');
  expect(one.events.filter(event => event.type === 'breached' && event.data.clock === 'promise')).toHaveLength(1);
});

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
  two.at('2027-03-29T09:59').act(officer('fire-rescue'), agreedBy('fire'));
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
  expect(one.view.instruments.map(each => each.instrument)).toContain('L2:promise#2');
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

test('a special procedure that is due another day keeps the clocks waiting until that day', () => {
  const one = inParallel();
  for (const [unit, step] of [
    ['urban-management', 'signboard'],
    ['tobacco', 'tobacco'],
  ] as const)
    one.at('2027-03-24T15:00').act(officer(unit), agreedBy(step));
  one.at('2027-03-24T16:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 4 },
    notice: reference('检-1'),
  });
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

test('an instrument that waits for its reply is due by the new version, an answered one as it was', () => {
  const one = accepted();
  one.until('2027-03-31T17:30');
  const replyDue = (instrument: string): string =>
    local(one.view.instruments.find(each => each.instrument === instrument)!.replyDue!);
  expect([replyDue('L1:step:licence'), replyDue('L2:promise')], 'Apr 1 2 6').toEqual([
    '2027-03-26T17:30',
    '2027-04-06T17:30',
  ]);
  publish(one, '2027-04-01T09:00', amended('holiday', { off: ['2027-03-26', '2027-04-02'] }));
  expect(replyDue('L2:promise'), 'Apr 1 6 7').toBe('2027-04-07T17:30');
  expect([replyDue('L1:step:licence'), replyDue('L2:step:licence')], 'overdue before').toEqual([
    '2027-03-26T17:30',
    '2027-03-31T17:30',
  ]);
});

test('a case of several versions reads each clock by its own, and says so', () => {
  const one = accepted();
  one.at('2027-03-24T14:00').act(officer('market-regulation'), agreedBy('licence'));
  publish(one, '2027-03-25T09:00', withoutTuesday);
  one.at('2027-03-25T15:00').act(officer('urban-management'), agreedBy('signboard'));
  publish(one, '2027-03-26T09:00', amended('third', { off: ['2027-03-30', '2027-03-31'] }));
  const versions = Object.fromEntries(one.view.clocks.map(({ clock, calendar }) => [clock, calendar]));
  expect(versions).toMatchObject({
    acceptance: 'demonstration-2032',
    'step:licence': 'demonstration-2032',
    'step:signboard': 'amended',
    'step:fire': 'third',
    promise: 'third',
  });
  expect(viewOf(fold(one.events, one.environment), one.environment)).toEqual(one.view);
});

// (A12)
test('is refused for a case that is over, for the version it has, and from all but the administrator', () => {
  const one = accepted();
  one.addCalendar(withoutTuesday);
  expect(refusal(() => one.at('2027-03-25T09:00').act(supervisor(), { type: 'recompute', calendar: 'amended' }))).toBe(
    'actor.wrongRole',
  );
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(administrator, { type: 'recompute', calendar: demonstration.version }),
    ),
  ).toBe('calendar.same');
  one.at('2027-03-25T10:00').act(applicant, { type: 'withdraw' });
  expect(refusal(() => one.at('2027-03-25T11:00').act(administrator, { type: 'recompute', calendar: 'amended' }))).toBe(
    'case.ended',
  );
});

test('a version that does not reach the dues of a case is refused by the case', () => {
  const one = accepted();
  const short = { ...demonstration, version: 'short', publishedYears: [2015], overrides: [] };
  expect(refusal(() => publish(one, '2027-03-25T09:00', short))).toBe('calendar.unpublished');
  expect(one.view.calendar).toBe(demonstration.version);
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
