import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { listBy, personal, procedure, workingDays } from '../../domain/procedure.ts';
import { limitsFor, materialsAsked, splitPersonal } from '../../domain/procedure/procedure.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { jointCompletion } from '../../workflows/procedures/joint-completion.v1.ts';
import { step } from './support/throw-away.ts';
import { base } from './support/granting.ts';

describe('what is read of a definition without running it', () => {
  test('every default is filled in', () => {
    expect(procedure({ ...base, steps: { a: step() } })).toMatchObject({
      id: 'throw-away.v1',
      intake: { by: 'application' },
      policies: {
        acceptance: { within: workingDays(5), sameVisit: false },
        correction: { within: workingDays(15), onLapse: 'deemedWithdrawn' },
        filedOffHours: 'keepDate',
        delivery: { within: workingDays(10) },
        effectiveFrom: 'decision',
        endOfDay: { agency: 'close', applicant: 'midnight' },
        halfDay: 'byHalves',
        publicity: { within: workingDays(7) },
        ladder: { order: workingDays(3), ledger: workingDays(5), talkNotice: workingDays(3) },
      },
      limits: { statutory: workingDays(20), extension: { of: 'statutory', by: 'unit-head', atMost: workingDays(10) } },
    });
  });
  test('the limits and the materials that hold for a form', () => {
    expect(limitsFor(jointCompletion, { kind: 'industrial' })).toEqual({
      statutory: workingDays(20),
      promised: workingDays(7),
    });
    expect(materialsAsked(restaurantOpening, { hasSignboard: false }).map(each => each.name)).toEqual([
      'layoutPlan',
      'safetyRules',
    ]);
    expect(materialsAsked(restaurantOpening, { hasSignboard: true }).map(each => each.kind)).toEqual([
      'required',
      'required',
      'tolerable',
    ]);
  });
  test('personal fields are taken out at the boundary, however their schema was dressed', () => {
    const form = z.object({
      n: z.int(),
      a: personal(z.string()),
      b: personal(z.string()).optional(),
      c: personal(z.string()).describe('电话'),
      d: personal(z.string()).nullable(),
    });
    const p = procedure({ ...base, form, example: { n: 1, a: 'x', c: 'y', d: null }, steps: { a: step() } });
    expect(p.personal).toEqual(['a', 'b', 'c', 'd']);
    expect(splitPersonal(p, { n: 1, a: 'x', c: 'y', d: null })).toEqual({
      form: { n: 1 },
      personal: { a: 'x', c: 'y', d: null },
    });
    expect(form.safeParse({ n: 1, a: 2, c: 'y', d: null }).success).toBe(false);
  });
  test('a list that names branches is refused at the boundary when a key repeats or is no id', () => {
    const list = listBy(z.object({ id: z.string() }), 'id', 2);
    expect(list.safeParse([{ id: 'a' }, { id: 'b' }]).success).toBe(true);
    for (const wrong of [[{ id: 'a' }, { id: 'a' }], [{ id: 'a b' }], [{ id: 'a' }, { id: 'b' }, { id: 'c' }]])
      expect(list.safeParse(wrong).success).toBe(false);
  });
});
