import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../../api/http/turns.ts';

it('requests of nobody in particular begin one after the other, and many turns of others come between', async () => {
  const turn = createTurns();
  const began: string[] = [];
  const work = async (what: string): Promise<void> => {
    await turn();
    began.push(what);
    for (const end = performance.now() + 10; performance.now() < end;);
  };
  let isOver = false;
  const others = (async () => {
    while (!isOver) {
      await setImmediate();
      began.push('other');
    }
  })();
  await Promise.all(['first', 'second', 'third'].map(work));
  isOver = true;
  await others;
  expect(began.filter(what => what !== 'other')).toEqual(['first', 'second', 'third']);
  // A pause of twice ten milliseconds has room for more than the two turns that a promise takes.
  expect(began.indexOf('second') - began.indexOf('first')).toBeGreaterThan(5);
  expect(began.indexOf('third') - began.indexOf('second')).toBeGreaterThan(5);
});
