/**
 * `npm test`: every check of the project, one line each, all of them even if one fails. The last line counts: `N
 * passed` are tests;
 * `N failed` are failed tests, and one more for each other check that failed. Arguments are file filters for the tests
 * alone.
 */
import { resolve } from 'node:path';
import { runStage } from './verify/stage.ts';
import { runTests } from './verify/tests.ts';

const root = resolve(import.meta.dirname, '..');
const filters = process.argv.slice(2);

const checks = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the procedures', command: ['tsc', '--noEmit', '-p', 'workflows/procedures/tsconfig.json'] },
  {
    name: 'lint and import rules',
    command: ['oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
  },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'unused code and packages', command: ['knip', '--no-progress', '--treat-config-hints-as-errors'] },
] as const;

let failedChecks = 0;
if (filters.length === 0) {
  for (const {
    name,
    command: [program, ...args],
  } of checks) {
    const { ok } = await runStage(name, root, program, args);
    if (!ok) failedChecks += 1;
  }
}
const tests = await runTests(root, filters);
const failed = failedChecks + tests.failed;

if (tests.skipped > 0) console.log(`${tests.skipped} tests skipped`);
console.log(`${tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
