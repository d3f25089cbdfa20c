/** `npm run check`: types, lint, format, circles and unused code, side by side, without any test. */
import { resolve } from 'node:path';
import { runChecks } from './checks.ts';

const { failed, total } = await runChecks(resolve(import.meta.dirname, '../..'));
console.log(`${total - failed} checks passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
