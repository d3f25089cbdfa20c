import { runStage } from './stage.ts';

/** The checks of the sources, which need no test runner. Unused code and circles of imports are among them. */
const checks = [
  { name: 'types', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the procedures', command: ['tsc', '--noEmit', '-p', 'workflows/procedures/tsconfig.json'] },
  {
    name: 'lint, import rules and circles',
    command: ['oxlint', '--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
  },
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'unused code and packages', command: ['knip', '--no-progress', '--treat-config-hints-as-errors'] },
] as const;

/** Runs all checks side by side, also where one of them fails. Returns how many failed, and of how many. */
export async function runChecks(root: string): Promise<{ readonly failed: number; readonly total: number }> {
  const results = await Promise.all(
    checks.map(({ name, command: [program, ...args] }) => runStage(name, root, program, args)),
  );
  return { failed: results.filter(({ ok }) => !ok).length, total: checks.length };
}
