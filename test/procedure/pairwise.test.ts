import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { procedure, task, workingDays } from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { walk } from '../../domain/procedure/check/walk/walk.ts';
import { base } from './support/granting.ts';
import { long } from '../support/tags.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
const ask = () =>
  task('', {
    by: 'office',
    within: workingDays(1),
    result: z.object({ kind: z.enum(['one', 'two', 'three', 'four']) }),
  });

/** Eight steps of four answers: 65,536 ways. The last one is asked after some answers alone. */
const deep = (needed: Readonly<Record<string, string>>) =>
  procedure({
    ...base,
    limits: {},
    policies: {},
    steps: { a: ask(), b: ask(), c: ask(), d: ask(), e: ask(), f: ask(), g: ask(), h: ask(), last: ask() },
    *run({ steps, grant }) {
      const said: Record<string, string> = {};
      for (const name of names) said[name] = (yield* steps[name]()).kind;
      if (Object.entries(needed).every(([name, kind]) => said[name] === kind)) yield* steps.last();
      return grant('licence');
    },
  });

describe('a flow with more ways than can be walked', long, () => {
  test('is walked so that every two answers of any two steps meet', () => {
    const { paths, exhausted } = walk(deep({}));
    expect(exhausted).toBe(false);
    const pairs = new Set(
      paths.flatMap(({ log }) =>
        log.flatMap((one, index) =>
          log.slice(index + 1).map(two => JSON.stringify([one.id, one.value, two.id, two.value])),
        ),
      ),
    );
    const kinds = ['one', 'two', 'three', 'four'];
    for (const [index, first] of names.entries())
      for (const second of names.slice(index + 1))
        for (const a of kinds)
          for (const b of kinds) expect(pairs).toContain(JSON.stringify([first, { kind: a }, second, { kind: b }]));
  });

  test('comes to a step that hangs on two answers, wherever they are', () => {
    expect(check(deep({ g: 'three', h: 'four' })).filter(({ rule }) => rule === 'unreached')).toEqual([]);
  });

  const rare = { a: 'two', b: 'three', c: 'four', d: 'two', e: 'three', f: 'four', g: 'three', h: 'two' };

  test('says of a step that it did not come to that there are more ways, and what to do', () => {
    const [issue] = check(deep(rare)).filter(({ rule }) => rule === 'unreached');
    expect(issue).toMatchObject({ at: 'steps.last' });
    expect(issue!.message).toMatch(
      /^is never asked, .*, on \d+ ways in which every two answers meet; there are more: if one of those comes to it, /,
    );
  });
});
