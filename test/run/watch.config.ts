import { defineConfig } from 'vitest/config';
import { tags } from '../support/tags.ts';
import { warmPool } from './warm-pool.ts';

/**
 * What `npm run watch` runs again after a save: the tests of the domain that start no process, in one time zone, but
 * for those marked as long and those that go through all released procedures. Each property tries an example or two;
 * `npm run test:all` tries all of them.
 */
export default defineConfig({
  test: {
    include: ['test/{calendar,case,deadline,directory,host,ladder,log,parties,procedure,words}/**/*.test.ts'],
    exclude: [
      'test/**/*.{stack,fault,long,browser}.test.ts',
      ...['zones/*', 'zone', 'command', 'refusals'].map(each => `test/deadline/${each}.test.ts`),
      ...['case/audit-findings', 'case/explain-recorded', 'procedure/guide/guide'].map(each => `test/${each}.test.ts`),
    ],
    tags,
    pool: warmPool,
    maxWorkers: 2,
    isolate: false,
    env: { EXAMPLES_SHARE: '0.002' },
  },
  // As in vitest.config.ts: one copy of graphql.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
});
