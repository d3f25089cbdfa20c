import fc from 'fast-check';
import { expect, test } from 'vitest';
import { times } from '../support/examples.ts';
import { sequence } from './any-moves.ts';
import { begun, World } from './office-world.ts';
import { long } from '../support/tags.ts';

test(
  'in 1,000 random courses nobody acts who may not, and every step has somebody who may',
  { ...long, timeout: 300_000 },
  () => {
    const sums = { acts: 0, done: 0, changes: 0, handedOver: 0, steps: 0, confirmed: 0, lapsed: 0 };
    fc.assert(
      fc.property(sequence, fc.constantFrom(...begun), (moves, start) => {
        const world = new World(start);
        for (const move of moves) {
          const wrong = move(world);
          world.giveBack();
          const faults = [...(wrong === undefined ? [] : [wrong]), ...world.faults()];
          expect(faults, world.told.join('\n')).toEqual([]);
        }
        for (const [name, count] of Object.entries(world.counts)) sums[name as keyof typeof sums] += count;
      }),
      times(1_000),
    );
    // It is about something: changes went through, steps were open, and some were everybody's to keep out of.
    expect(sums.changes).toBeGreaterThan(sums.acts / 10);
    expect(sums.steps).toBeGreaterThan(1_000 * Number(process.env['EXAMPLES_SHARE'] ?? 1));
    expect(Math.min(sums.confirmed, sums.lapsed)).toBeGreaterThan(10 * Number(process.env['EXAMPLES_SHARE'] ?? 1));
    console.info(
      `${sums.acts} acts, ${sums.done} of them done, ${sums.changes} changes, ${sums.steps} looks at open steps, ` +
        `in ${sums.handedOver} of them everybody of the unit kept out, ${sums.confirmed} confirmations, ` +
        `${sums.lapsed} proposals that lapsed`,
    );
  },
);
