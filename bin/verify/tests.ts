import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStage } from './stage.ts';

/** The part of the runner's report (`--reporter=json`) that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A file that could not be loaded holds no failed test, so it counts as one. */
const brokenFiles = (report: Report): number =>
  report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(each => each.status === 'failed'),
  ).length;

const read = async (file: string): Promise<Report | undefined> =>
  readFile(file, 'utf8').then(
    text => JSON.parse(text) as Report,
    () => undefined,
  );

/**
 * Runs all tests, or those in files matching a filter. Counts are the runner's own. Whatever makes the run fail without
 * a
 * failed test (no test at all, an unhandled error, a killed runner) counts as one failure, so a count of 0 is always a
 * success.
 */
export async function runTests(root: string, filters: readonly string[]): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-verify-'));
  const file = join(folder, 'report.json');
  let report: Report | undefined;
  const { ok } = await runStage(
    'tests',
    root,
    'vitest',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters],
    async () => {
      report = await read(file);
      if (report === undefined) return 'the runner left no report';
      return report.numPassedTests + report.numFailedTests === 0 ? 'no test ran' : undefined;
    },
  );
  await rm(folder, { recursive: true, force: true });
  const failed = report === undefined ? 0 : report.numFailedTests + brokenFiles(report);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: ok ? failed : Math.max(failed, 1),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}
