import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../../../domain/procedure/check/check.ts';
import { times } from '../../support/examples.ts';
import { long } from '../../support/tags.ts';
import { play } from './holds.ts';
import { course } from './life.ts';
import { plan } from './plan.ts';
import { procedureOf } from './procedure-of.ts';

// (C23)
test(
  'made-up procedures, played at random, never throw, forget no case, and explain every due',
  { ...long, timeout: 3_600_000 },
  () => {
    let loaded = 0;
    let received = 0;
    fc.assert(
      fc.property(plan, fc.array(course, { minLength: 3, maxLength: 5 }), (written, courses) => {
        const procedure = procedureOf(written);
        if (check(procedure).length > 0) return;
        loaded += 1;
        for (const each of courses) received += play(procedure, each);
      }),
      { ...times(16), endOnFailure: true },
    );
    expect(loaded, 'most of what is made up loads').toBeGreaterThan(times(16).numRuns / 2);
    expect(received).toBeGreaterThan(loaded);
  },
);
