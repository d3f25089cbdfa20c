import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Folders whose tests need neither PostgreSQL nor Temporal. Every other folder below test/ gets the stack. */
const pure = ['deadline', 'procedure', 'case', 'ladder', 'directory', 'rules'].map(
  folder => `test/${folder}/**/*.test.ts`,
);
const stack = 'test/support/stack.ts';

export default defineConfig({
  test: {
    // Threads crash once Temporal's native runtime is loaded.
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: pure,
          testTimeout: 20_000,
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
          name: 'stack',
          include: ['test/**/*.test.ts'],
          exclude: pure,
          // Long, because a busy machine is no fault: what holds is found at once, and only what does not hold takes so
          // long.
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 1 },
          globalSetup: existsSync(fileURLToPath(new URL(stack, import.meta.url))) ? [stack] : [],
        },
      },
    ],
  },
  // Vite would load graphql's `module` build beside the `main` that packages load: two copies of it refuse each other's
  // types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
});
