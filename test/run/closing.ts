import type { Counts } from './tests.ts';

/** What the end of a run says, and how many failures it tells. */
export interface Closing {
  readonly lines: readonly string[];
  readonly failed: number;
}

/**
 * Sums a run up. A failed check counts as one failure, and so does a run without any test that passed or failed. What a
 * machine lacks is skipped and told; in CI that is a failure, because there nothing may be left out.
 */
export function closingOf(counts: readonly Counts[], failedChecks: number, isCi: boolean): Closing {
  const sum = (of: 'passed' | 'failed' | 'skipped'): number => counts.reduce((total, each) => total + each[of], 0);
  const isEmpty = sum('passed') + sum('failed') === 0;
  const isLeftOut = isCi && sum('skipped') > 0;
  const failed = failedChecks + sum('failed') + Number(isEmpty) + Number(isLeftOut);
  return {
    lines: [
      ...(sum('skipped') > 0 ? [`${sum('skipped')} skipped${isLeftOut ? ', a failure because CI=true' : ''}`] : []),
      ...(isEmpty ? ['no test ran'] : []),
      `${sum('passed')} passed, ${failed} failed`,
    ],
    failed,
  };
}
