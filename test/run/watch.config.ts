import { defineConfig } from 'vitest/config';

/**
 * What `npm run watch` runs again after a save: the tests of the domain that start no process, in one time zone, but
 * for the longest. Each property tries examples for a moment only; `npm run test:all` tries all of them.
 */
export default defineConfig({
  test: {
    include: ['test/{case,deadline,directory,host,ladder,procedure}/**/*.test.ts'],
    exclude: [
      'test/**/*.{stack,fault,browser}.test.ts',
      ...['zones/*', 'zone', 'command', 'refusals'].map(each => `test/deadline/${each}.test.ts`),
      // Each of them takes longer than a hundred others.
      ...[
        'case/audit-findings',
        'case/batch',
        'case/beyond',
        'case/every-act',
        'case/random/random-procedures',
        'case/told-dates',
        'directory/sequences',
        'procedure/comparison',
        'procedure/pairwise',
        'procedure/released',
        'procedure/walk',
      ].map(each => `test/${each}.test.ts`),
    ],
    pool: 'threads',
    maxWorkers: 2,
    isolate: false,
    env: { EXAMPLES_SHARE: '0.02' },
  },
  // As in vitest.config.ts: one copy of graphql.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
});
