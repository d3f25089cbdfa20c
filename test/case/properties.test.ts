import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, viewOf } from '../../domain/case/case.ts';
import { deeds, play, start } from './any-case.ts';
import { times } from '../support/examples.ts';

// (S1)
test('any order of acts is accepted or refused, folds to the state, and opens each instrument once', () => {
  fc.assert(
    fc.property(start, deeds, (begun, list) => {
      const one = play(begun, list, ({ view, events }) => {
        // What an annulment moves into the past happens when it moves it, and a breach before it stays. (C24)
        const annulled = events.findLast(({ type }) => type === 'annulled')?.at ?? -Infinity;
        const elsewhere = view.clocks.filter(
          ({ state, breachedAt, due }) =>
            state === 'running' && breachedAt !== undefined && breachedAt !== due && breachedAt > annulled,
        );
        expect(elsewhere, 'a running clock is late only by its own due').toEqual([]);
      });
      expect(fold(one.events, one.environment)).toEqual(one.state);
      expect(viewOf(JSON.parse(JSON.stringify(one.state)), one.environment)).toEqual(one.view);
      one.events.reduce((before, event) => {
        expect(event.at).toBeGreaterThanOrEqual(before);
        return event.at;
      }, 0);
      const instruments = one.events.flatMap(event =>
        event.type === 'instrumentOpened' ? [event.data.instrument] : [],
      );
      expect(new Set(instruments).size).toBe(instruments.length);
      const early = one.view.clocks.filter(
        clock =>
          clock.breachedAt !== undefined && clock.breachedAt < (clock.due ?? Infinity) && clock.due !== undefined,
      );
      expect(early, 'no breach before its due').toEqual([]);
    }),
    times(150),
  );
});
