import { defineConfig } from 'vitest/config';
import { tags } from './test/support/tags.ts';

/**
 * The name of a test file tells its kind. `*.test.ts` needs no server, `*.stack.test.ts` needs PostgreSQL or Temporal,
 * `*.fault.test.ts` kills or halts processes, or repeats a stack test under worse conditions, and `*.long.test.ts`
 * plays so much on servers that it takes a quarter of a minute and more.
 */
const stackTests = ['test/**/*.stack.test.ts'];
/** The proofs of the calculator once more in each of three time zones: a process of its own each. */
const zoneTests = ['test/deadline/zones/*.test.ts'];
const faultTests = ['test/**/*.{fault,long}.test.ts'];

/** One run starts one stack for all files with servers. Each of them compares the rows of raw SQL with their shapes. */
const onServers = { globalSetup: ['test/support/stack.ts'], setupFiles: ['test/support/check-rows.ts'] };

export default defineConfig({
  test: {
    // Threads crash once Temporal's native runtime is loaded.
    pool: 'forks',
    maxWorkers: 2,
    tags,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: ['test/**/*.test.ts'],
          exclude: [...zoneTests, ...stackTests, ...faultTests],
          testTimeout: 20_000,
          // Pure tests share a process: most of the time went into loading the same modules for every file.
          isolate: false,
          // Some wait for connections to be closed and for rates to run out: meanwhile a third one computes.
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
          // Type tests are counted like others; errors outside of them are the business of `npm test`'s types stage.
          typecheck: {
            enabled: true,
            include: ['test/**/*.test-d.ts'],
            tsconfig: 'tsconfig.json',
            ignoreSourceErrors: true,
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'zones',
          include: zoneTests,
          testTimeout: 20_000,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          ...onServers,
          name: 'stack',
          // They wait for servers more than they compute: a third one finds time on two cores.
          maxWorkers: 3,
          // Loading the product anew for every file took a quarter of the time.
          isolate: false,
          include: stackTests,
          // On a quiet machine the slowest take a few seconds; what needs longer names its own time.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          ...onServers,
          name: 'faults',
          include: faultTests,
          // Faults last: what stood still for a minute, or was away for half, is waited for.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
  // Vite would load graphql's `module` build beside the `main` that packages load: two copies of it refuse each other's
  // types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
});
