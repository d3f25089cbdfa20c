import { defineConfig } from 'vitest/config';
import { tags } from '../support/tags.ts';

/**
 * What `npx stryker run` runs against each changed copy of calendar and clock: their own tests, in one zone, without
 * other processes.
 */
export default defineConfig({
  test: {
    tags,
    include: [
      'test/calendar/*.test.ts',
      'test/deadline/*.test.ts',
      'test/deadline/explain/*.test.ts',
      'test/deadline/zones/utc.test.ts',
    ],
    exclude: ['zone', 'command', 'refusals'].map(each => `test/deadline/${each}.test.ts`),
    setupFiles: ['test/deadline/mutation.setup.ts'],
    // A machine that does other work beside it is slow, and no hole in the tests.
    testTimeout: 120_000,
    env: { EXAMPLES_SHARE: '0.2' },
  },
});
