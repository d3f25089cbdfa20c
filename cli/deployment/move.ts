import { Command } from 'commander';
import type { CommandContext } from '../../commands/context.ts';
import { readBuilds } from '../../operations/deployment/builds.ts';
import { countMovable, moveCases } from '../../operations/deployment/move.ts';
import { withServices } from '../connections.ts';
import type { Outcome } from '../exit-codes.ts';
import { stopSignal } from '../interrupt.ts';
import { wholeNumber, withExamples } from '../options.ts';
import { printAnswer, progressOf } from '../output.ts';
import { action } from '../run.ts';

interface Options {
  readonly rate: number;
  readonly limit: number;
  readonly json?: true;
}
type Moved = Awaited<ReturnType<typeof moveCases>>;

export const move = withExamples(
  new Command('move')
    .description(
      'Moves the open cases of all other builds to the current one. Stop it and say it again as you like: what was ' +
        'moved stays moved.',
    )
    .option('--rate <cases>', 'cases a second; 20 if not said', wholeNumber(1, Infinity), 20)
    .option('--limit <cases>', 'so many at most', wholeNumber(1, Infinity), Infinity)
    .option('--json', 'JSON instead of lines')
    .action(action((options: Options) => withServices(context => moveAll(context, options)))),
  'deployment move',
  'deployment move --limit 100',
);

async function moveAll(context: CommandContext, { rate, limit, json }: Options): Promise<Outcome> {
  const signal = stopSignal();
  const current = (await readBuilds(context)).find(each => each.isCurrent)?.id;
  const total = current === undefined ? 0 : Math.min(limit, await countMovable(context, current));
  const progress = progressOf(1_000);
  let done = 0;
  const result = await progress.stage('moving', detail =>
    moveCases(context, {
      rate,
      limit,
      signal,
      onMoved(caseId, what) {
        done += 1;
        if (what === 'failed') progress.say(`${caseId} could not be moved now; it stays where it is`);
        detail(`${done} of ${Math.max(total, done)}`);
      },
    }),
  );
  printAnswer(json, { ...result, interrupted: signal.aborted }, [summaryOf(result, signal.aborted)]);
  return result.moved.failed === 0 ? 'done' : 'found';
}

function summaryOf({ to, moved, left }: Moved, isStopped: boolean): string {
  const parts = [
    `${moved.rolledOver} rolled over`,
    ...(moved.startedAgain > 0 ? [`${moved.startedAgain} started again from their logs`] : []),
    ...(moved.noNeed > 0 ? [`${moved.noNeed} were there already`] : []),
    ...(moved.failed > 0 ? [`${moved.failed} failed`] : []),
  ];
  return `To ${to}: ${parts.join(', ')}. ${restOf(left, isStopped)}`;
}

function restOf(left: number, isStopped: boolean): string {
  if (isStopped) return 'Stopped; say it again to go on.';
  if (left === 0) return 'None is left on another build.';
  return `${left} on other builds by Temporal's list, which lags by a second or so: see status.`;
}
