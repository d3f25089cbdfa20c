import { head, reference } from '../../domain/testing.ts';

/** The head of the lead unit: nobody else suspends or resumes. */
export const lead = head('market-regulation');

export const flood = {
  type: 'suspend',
  ground: 'forceMajeure',
  reason: { text: '台风停工' },
  notice: reference('中-1'),
} as const;

/** 依法中止: it stops the clocks of the office alone. */
export const orderedByLaw = {
  ...flood,
  ground: 'byLaw',
  reason: { text: '依法中止', basis: '行政复议法 39' },
} as const;

export const resume = { type: 'resume', reason: { text: '台风已过' } } as const;

export const inspection = {
  type: 'startSpecial',
  step: 'fire',
  special: 'inspection',
  takes: { unit: 'WD', n: 2 },
  notice: reference('检-1'),
} as const;
