/**
 * `npm test`, `npm run test:faults`, `npm run test:all`: the checks and tests of a tier, a line a stage, all of them
 * even if one fails. The last line counts: `N passed` are tests; `N failed` are failed tests, and one more for each
 * other check that failed. Arguments after the tier go to the test runner (files, `-t`), and then only tests run.
 * `npm test` tries a quarter of the examples of each property, and the tier of everything tries them all
 * (`EXAMPLES_SHARE`).
 */
import { resolve } from 'node:path';
import { runChecks } from './checks.ts';
import { closingOf } from './closing.ts';
import { slowest } from './slowest.ts';
import { runTests, type Counts } from './tests.ts';

const root = resolve(import.meta.dirname, '../..');

const withoutServers = ['domain', 'zones'];
/** The projects of vitest.config.ts that a tier runs, stage by stage: those of one stage run beside each other. */
const tiers = {
  default: { isChecked: true, examples: '0.25', stages: [withoutServers, ['stack']] },
  faults: { isChecked: false, examples: '1', stages: [['faults']] },
  all: { isChecked: true, examples: '1', stages: [withoutServers, ['stack'], ['faults']] },
} as const;

const [name = 'default', ...filters] = process.argv.slice(2);
if (!(name in tiers)) throw new Error(`Found the tier ${name}, expected one of ${Object.keys(tiers).join(', ')}.`);
const { isChecked, examples, stages } = tiers[name as keyof typeof tiers];
process.env['EXAMPLES_SHARE'] ??= examples;

const failedChecks = isChecked && filters.length === 0 ? (await runChecks(root)).failed : 0;
const counts: Counts[] = [];
for (const projects of stages) counts.push(await runTests(root, { projects, filters }));

const durations = counts.flatMap(each => each.durations);
if (durations.length > 0) console.log(slowest(durations, root));
const { lines, failed } = closingOf(counts, failedChecks, process.env['CI'] === 'true');
console.log(lines.join('\n'));
process.exitCode = failed === 0 ? 0 : 1;
