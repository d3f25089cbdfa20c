import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatInstant } from '../../domain/calendar/day.ts';
import { dueOf } from '../../domain/clock/clock.ts';
import { anyCase } from './cases.ts';
import { slowDueOf } from './oracle.ts';

test.each(['WD', 'ND', 'MONTH'] as const)('%s with pauses, extensions and policies ends where counting day by day ends', (unit) => {
  fc.assert(fc.property(anyCase(fc.constant(unit)), ({ calendar, facts }) => {
    expect(formatInstant(dueOf(calendar, facts).at)).toBe(formatInstant(slowDueOf(calendar, facts)));
  }), { numRuns: 500 });
});

test.each(['WH', 'NH'] as const)('%s with pauses and extensions ends where counting minute by minute ends', (unit) => {
  fc.assert(fc.property(anyCase(fc.constant(unit)), ({ calendar, facts }) => {
    expect(formatInstant(dueOf(calendar, facts).at)).toBe(formatInstant(slowDueOf(calendar, facts)));
  }), { numRuns: 40 });
});
