import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurn } from '../../../api/deadline/in-turn.ts';

it('costly calculations take turns, and what costs nothing is done in between', async () => {
  const done: string[] = [];
  const say = (what: string) => () => void done.push(what);
  const calculations = ['first', 'second', 'third'].map(each => inTurn(say(each)));
  const others = (async () => {
    for (const each of ['one', 'two', 'three']) {
      await setImmediate();
      done.push(each);
    }
  })();
  await Promise.all([...calculations, others]);
  const between = done.indexOf('third') - done.indexOf('first');
  expect(between).toBeGreaterThan(2);
  expect(done.filter(each => /first|second|third/.test(each))).toEqual(['first', 'second', 'third']);
});

it('a calculation that fails is told to whoever asked, and the next one is done', async () => {
  const failed = inTurn(() => {
    throw new Error('not counted');
  });
  await expect(failed).rejects.toThrow('not counted');
  expect(await inTurn(() => 'counted')).toBe('counted');
});
