import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duration } from './slowest.ts';
import { runStage } from './stage.ts';

/** The part of the runner's report (`--reporter=json`) that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly duration?: number | null;
    }[];
  }[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly durations: readonly Duration[];
}

/** Projects of the configuration, or all of them; and what else the runner is told, such as files. */
export interface Selection {
  readonly projects?: readonly string[];
  readonly filters?: readonly string[];
}

/** A file that could not be loaded holds no failed test, so it counts as one. */
const brokenFiles = (report: Report): number =>
  report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(each => each.status === 'failed'),
  ).length;

const durationsOf = (report: Report): readonly Duration[] =>
  report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, duration }) => ({ file: name, title: fullName, milliseconds: duration ?? 0 })),
  );

const read = async (file: string): Promise<Report | undefined> =>
  readFile(file, 'utf8').then(
    text => JSON.parse(text) as Report,
    () => undefined,
  );

/**
 * Runs the tests of a selection. Counts are the runner's own. Whatever makes the run fail without a failed test (no
 * test at all, an unhandled error, a killed runner) counts as one failure, so a count of 0 is always a success. Where
 * files are named, a project may have none of them.
 */
export async function runTests(root: string, { projects = [], filters = [] }: Selection = {}): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-tests-'));
  const file = join(folder, 'report.json');
  const isNamed = filters.length > 0;
  let report: Report | undefined;
  const { ok } = await runStage(
    projects.length === 0 ? 'tests' : `tests: ${projects.join(', ')}`,
    root,
    'vitest',
    [
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...projects.map(project => `--project=${project}`),
      ...(isNamed ? ['--passWithNoTests'] : []),
      ...filters,
    ],
    async () => {
      report = await read(file);
      if (report === undefined) return 'the runner left no report';
      return !isNamed && report.numPassedTests + report.numFailedTests === 0 ? 'no test ran' : undefined;
    },
  );
  await rm(folder, { recursive: true, force: true });
  const failed = report === undefined ? 0 : report.numFailedTests + brokenFiles(report);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: ok ? failed : Math.max(failed, 1),
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
    durations: report === undefined ? [] : durationsOf(report),
  };
}
