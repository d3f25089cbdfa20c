import { expect, test } from 'vitest';
import { agree, officer, reference } from '../../domain/testing.ts';
import { inParallel, local } from './restaurant.ts';
import { refusal } from './refusal.ts';

// (C14)
test('only a listed special procedure pauses, with its own limit, and not twice', () => {
  const one = inParallel();
  const notice = reference('检-1');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('tobacco'), {
        type: 'startSpecial',
        step: 'tobacco',
        special: 'inspection',
        takes: { unit: 'WD', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.notListed');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 11 },
        notice,
      }),
    ),
  ).toBe('special.tooLong');
  expect(
    refusal(() =>
      one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'ND', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.tooLong');
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 3 },
    notice,
  });
  expect(
    refusal(() =>
      one.at('2027-03-25T10:00').act(officer('fire-rescue'), {
        type: 'answer',
        step: 'fire',
        answer: agree,
      }),
    ),
  ).toBe('step.paused');
  one.at('2027-03-25T11:00').act(officer('fire-rescue'), { type: 'endSpecial', step: 'fire', result: '合格' });
  expect(
    refusal(() =>
      one.at('2027-03-25T12:00').act(officer('fire-rescue'), {
        type: 'startSpecial',
        step: 'fire',
        special: 'inspection',
        takes: { unit: 'WD', n: 3 },
        notice,
      }),
    ),
  ).toBe('special.once');
});

// (C15)
test("the clocks resume when a special procedure's own limit runs out, and the office is written to", () => {
  const one = inParallel();
  one.at('2027-03-25T09:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 2 },
    notice: reference('检-1'),
  });
  one.at('2027-03-25T10:00').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-25T11:00').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  expect(one.view.status).toBe('special');
  one.until('2027-03-29T17:30');
  expect(one.view.status, '2 WD from Mar 25: 26, 29').toBe('inReview');
  expect(one.clock('special:fire')).toMatchObject({ colour: 'red', verdict: 'late' });
  expect(one.view.instruments.map(each => each.instrument)).toContain('L1:special:fire');
  expect(local(one.clock('promise').due), '25(1), 26 and 29 paused, 30(2) 31(3) Apr 1(4) 2(5)').toBe(
    '2027-04-02T17:30',
  );
});

// (C5)
test('a pause gives no colour and breaches nothing while it is open', () => {
  const one = inParallel();
  one.at('2027-03-24T15:00').act(officer('fire-rescue'), {
    type: 'startSpecial',
    step: 'fire',
    special: 'inspection',
    takes: { unit: 'WD', n: 9 },
    notice: reference('检-1'),
  });
  one.at('2027-03-24T15:10').act(officer('urban-management'), { type: 'answer', step: 'signboard', answer: agree });
  one.at('2027-03-24T15:20').act(officer('tobacco'), { type: 'answer', step: 'tobacco', answer: agree });
  const before = one.events.length;
  one.until('2027-04-07T17:29');
  expect(one.events.length).toBe(before);
});
