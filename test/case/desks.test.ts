import { expect, test } from 'vitest';
import { desksOf } from '../../domain/case/desks.ts';
import { unifiedWindow } from '../../domain/directory/directory.ts';
import { clock, day, instrument, start, step, view } from '../db/sample.ts';

const desk = (name: string, of: Parameters<typeof view>[1]) => desksOf(view('c', of)).find(each => each.desk === name);

test('the desks are the lead, the units of steps and instruments, and the window while it has work', () => {
  const names = (of: Parameters<typeof view>[1]) => desksOf(view('c', of)).map(each => each.desk);
  const parts = {
    steps: [step('a', { unit: 'u' }), step('b', { unit: 'u' })],
    instruments: [instrument('L1', { unit: 'w' })],
  };
  expect(names({ status: 'inReview', ...parts })).toEqual(['market-regulation', 'u', 'w']);
  expect(names({ status: 'received' })).toEqual(['market-regulation', unifiedWindow]);
  expect(names({ status: 'inReview', missing: ['sketch'] })).toEqual(['market-regulation', unifiedWindow]);
});

test('a desk acts while a step of its own is open, and the lead where nobody else does', () => {
  const acting = (of: Parameters<typeof view>[1]) =>
    desksOf(view('c', of))
      .filter(each => each.acts)
      .map(each => each.desk);
  expect([
    acting({ status: 'received' }),
    acting({ status: 'correction' }),
    acting({ status: 'inReview', steps: [step('a', { unit: 'u' })] }),
    acting({ status: 'inReview', steps: [step('a', { unit: 'u', state: 'paused' })] }),
    acting({ status: 'inReview', steps: [step('a', { unit: 'u', state: 'done' })] }),
    acting({ status: 'inReview', steps: [step('a', { unit: 'u' })], instruments: [instrument('L1', { unit: 'w' })] }),
    acting({ status: 'closed', endedAt: start }),
  ]).toEqual([[unifiedWindow], [], ['u'], [], ['market-regulation'], ['u', 'w'], []]);
});

test('the due of a desk is the earliest of its own running clocks and of its instruments to answer', () => {
  const clocks = [
    clock('a', { unit: 'u', due: start + 2 * day, breachedAt: start + 2 * day }),
    clock('b', { unit: 'u', due: start + day, state: 'stopped' }),
    clock('c', { unit: 'w', due: start }),
  ];
  const steps = [step('a', { unit: 'u', openedAt: start + 7 })];
  expect(desk('u', { steps, clocks })).toMatchObject({ due: start + 2 * day, openedAt: start + 7 });
  const instruments = [instrument('L1', { unit: 'u', replyDue: start + 5 })];
  expect(desk('u', { steps, clocks, instruments })).toMatchObject({ due: start + 5, openedAt: start });
});
