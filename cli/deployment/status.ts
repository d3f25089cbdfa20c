import { Command } from 'commander';
import type { CommandContext } from '../../commands/context.ts';
import { readBuilds, type Build } from '../../operations/deployment/builds.ts';
import { countCases } from '../../operations/deployment/move.ts';
import { withServices } from '../connections.ts';
import { withExamples } from '../options.ts';
import { printAnswer } from '../output.ts';
import { action } from '../run.ts';

export const status = withExamples(
  new Command('status')
    .description('The builds, the newest first: is it current, has it workers, how many open cases run on it.')
    .option('--json', 'JSON instead of lines')
    .action(action(({ json }: { readonly json?: true }) => withServices(context => printStatus(context, json)))),
  'deployment status',
  'deployment status --json',
);

interface CountedBuild extends Build {
  readonly cases: number;
}

async function printStatus(context: CommandContext, json: boolean | undefined): Promise<void> {
  const builds = await Promise.all(
    (await readBuilds(context)).map(async build => ({ ...build, cases: await countCases(context, build.id) })),
  );
  const casesOnNone = await countCases(context);
  printAnswer(json, { builds, casesOnNone }, linesOf(builds, casesOnNone));
}

function linesOf(builds: readonly CountedBuild[], casesOnNone: number): readonly string[] {
  if (builds.length === 0) return ['No worker has come yet. Start one: node bin/worker.ts'];
  return [
    'build         first seen            workers  open cases',
    ...builds.filter(({ isCurrent, hasWorker, cases }) => isCurrent || hasWorker || cases > 0).map(lineOf),
    ...(casesOnNone > 0 ? [`${casesOnNone} cases on no build yet`] : []),
    ...(builds.some(each => each.isCurrent) ? [] : ['No build is current: nothing runs until you promote one.']),
  ];
}

function lineOf(build: CountedBuild): string {
  const since = build.since?.toISOString().slice(0, 19).replace('T', ' ') ?? ''.padEnd(19);
  const workers = build.hasWorker ? 'yes' : 'no ';
  return `${build.id}  ${since}   ${workers}      ${String(build.cases).padStart(10)}  ${noteOf(build)}`.trimEnd();
}

function noteOf({ isCurrent, hasWorker, cases }: CountedBuild): string {
  if (isCurrent) return hasWorker ? 'current' : 'current, but no worker: start one, or promote a build that has one';
  if (cases === 0) return 'may be stopped';
  return hasWorker ? '' : 'gone: its cases start again from their logs within a minute or two';
}
