import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../../api/http/turns.ts';

it('requests of nobody in particular begin one a turn, and another begins between them', async () => {
  const turn = createTurns();
  const began: string[] = [];
  const begin = async (what: string, waiting: Promise<unknown>): Promise<void> => {
    await waiting;
    began.push(what);
  };
  const nobody = ['first', 'second', 'third'].map(what => begin(what, turn()));
  await Promise.all([...nobody, begin('signed in', setImmediate())]);
  expect(began.indexOf('signed in')).toBeLessThan(began.indexOf('second'));
  expect(began.filter(what => what !== 'signed in')).toEqual(['first', 'second', 'third']);
});
