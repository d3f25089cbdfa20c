import { expect, test } from 'vitest';
import { dayOf, parseInstant } from '../../domain/calendar/day.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { holderText } from '../deadline/explain/in-words.ts';
import { officer, reference } from '../../domain/testing.ts';
import { inParallel, local } from './restaurant.ts';
import { lead, flood, resume, inspection } from './suspending.ts';

test('extension and suspension commute', () => {
  const due = (...order: readonly ('extend' | 'suspend')[]): string => {
    const one = inParallel();
    for (const act of order)
      one
        .at('2027-03-25T10:00')
        .act(
          lead,
          act === 'suspend'
            ? flood
            : { type: 'extend', clock: 'statutory', by: { unit: 'WD', n: 10 }, reason: { text: '复杂' } },
        );
    const told = () =>
      explainClock(historyOf(one.events, one.environment), 'statutory', one.environment).recomputations.map(
        ({ cause }) => cause.code,
      );
    expect(told().toSorted(), 'a longer limit is told also where no date is').toEqual(['extension', 'pause']);
    one.at('2027-04-06T10:00').act(lead, resume);
    expect(told().at(-1)).toBe('resume');
    return local(one.clock('statutory').due);
  };
  expect(due('extend', 'suspend')).toBe(due('suspend', 'extend'));
});

test('a suspension within a special procedure stops its limit too, and a day that both pause counts once', () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), inspection);
  expect(local(one.clock('special:fire').due)).toBe('2027-03-29T17:30');
  one.at('2027-03-26T09:00').act(lead, flood);
  expect(
    [one.clock('special:fire').due, one.clock('step:fire').due],
    'while that lasts, the own limit of the special procedure ends nobody knows when',
  ).toEqual([undefined, undefined]);
  one.at('2027-03-30T09:00').act(lead, resume);
  expect(local(one.clock('special:fire').due), '26(1), 29 and 30 do not count, 31(2)').toBe('2027-03-31T17:30');
  expect(
    one.clock('step:fire').pauses.map(({ why, to }) => [why, to === undefined]),
    'each pause by its own document',
  ).toEqual([
    ['检-1', true],
    ['中-1', false],
  ]);
  expect(one.clock('step:fire')).toMatchObject({ state: 'paused' });
  one.until('2027-03-31T17:30');
  expect(one.clock('special:fire')).toMatchObject({ colour: 'red' });
  expect(local(one.clock('step:fire').due), 'of 3 WD from Mar 24: 25(1), 26 to 31 paused, Apr 1(2) 2(3)').toBe(
    '2027-04-02T17:30',
  );
});

test('a suspension ordered when a limit is over stops no lateness, and nobody is told that it does', () => {
  const one = inParallel();
  one.until('2027-04-02T10:00');
  one.at('2027-04-02T10:00').act(lead, flood);
  const told = (clock: string) => explainClock(historyOf(one.events, one.environment), clock, one.environment);
  expect(told('promise').holder).toMatchObject({ kind: 'unit', units: ['market-regulation'] });
  expect(holderText(told('promise'))).toBe('无正在计时的环节，计入牵头单位');
  expect(told('promise').attribution?.days.at(-1)).toMatchObject({
    units: ['fire-rescue', 'tobacco', 'urban-management'],
    afterDue: true,
  });
  one.at('2027-04-06T10:00').act(lead, {
    type: 'extend',
    clock: 'statutory',
    by: { unit: 'WD', n: 10 },
    reason: { text: '复杂' },
  });
  expect(told('promise').attribution?.days.at(-1), 'every branch stands still, the promise does not').toMatchObject({
    day: dayOf(parseInstant('2027-04-06T10:00')),
    units: ['market-regulation'],
  });
  expect(told('step:fire').holder).toMatchObject({ kind: 'unit', units: ['fire-rescue'] });
  expect(told('statutory').holder).toMatchObject({ kind: 'nobody' });
  expect(holderText(told('statutory'))).toBe('已中止办理（文书 中-1），暂停计时');
});

test('an instrument waits with its clock: no reply is due while that is suspended', () => {
  const one = inParallel();
  one.until('2027-03-30T09:00');
  const instrument = () => one.view.instruments.find(({ instrument }) => instrument === 'L1:step:fire')!;
  expect([instrument().state, local(instrument().replyDue)], 'the step was due on the 29th').toEqual([
    'served',
    '2027-03-30T17:30',
  ]);
  one.at('2027-03-30T10:00').act(lead, flood);
  expect([instrument().state, instrument().replyDue]).toEqual(['served', undefined]);
  one.until('2027-04-02T18:00');
  one.at('2027-04-06T10:00').act(lead, resume);
  expect(
    [instrument().state, local(instrument().replyDue)],
    'suspended on its last day: the day of the resumption',
  ).toEqual(['served', '2027-04-06T17:30']);
  one.at('2027-04-06T11:00').act(officer('fire-rescue'), { type: 'claim', step: 'fire' });
  one.at('2027-04-06T11:30').act(lead, { ...flood, notice: reference('中-2') });
  expect([instrument().state, local(instrument().replyDue)], 'answered by an act of the unit').toEqual([
    'replied',
    '2027-04-06T17:30',
  ]);
});
