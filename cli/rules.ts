import { Command } from 'commander';
import type { CommandContext } from '../commands/context.ts';
import { countByRules } from '../db/cases/rules.ts';
import { isKnown } from '../db/directory/directory.ts';
import { engineRules } from '../domain/case/engine-rules.ts';
import { readBuilds } from '../operations/deployment/builds.ts';
import { countMovable } from '../operations/deployment/move.ts';
import { adoptRules, type Adopted } from '../operations/rules/adopt-rules.ts';
import { databaseHelp, stackHelp, withDatabase, withServices } from './connections.ts';
import type { Outcome } from './exit-codes.ts';
import { stopSignal } from './interrupt.ts';
import { wholeNumber, withExamples } from './options.ts';
import { printAnswer, progressOf } from './output.ts';
import { action, UsageError } from './run.ts';

interface Options {
  readonly rate: number;
  readonly limit: number;
  readonly by?: string;
  readonly json?: true;
}

const status = withExamples(
  new Command('status')
    .description('Shows how many open cases count by each version of the rules.')
    .option('--json', 'JSON instead of lines')
    .addHelpText('after', databaseHelp)
    .action(
      action(({ json }: Pick<Options, 'json'>) =>
        withDatabase(async db => {
          const counts = await countByRules(db);
          const lines = counts.map(
            ({ rules, cases }) => `version ${rules}: ${cases} open ${cases === 1 ? 'case' : 'cases'}`,
          );
          printAnswer(json, { current: engineRules, counts }, [`The current version is ${engineRules}.`, ...lines]);
          return 'done' as const;
        }),
      ),
    ),
  'rules status',
);

const apply = withExamples(
  new Command('apply')
    .description(
      'Brings every open case to the current version of the rules. Its running limits are counted anew, and whoever ' +
        'is concerned is told the old and the new date; finished limits keep their verdict. Stop it and say it again ' +
        'as you like.',
    )
    .option('--rate <cases>', 'cases a second; 20 if not said', wholeNumber(1, Infinity), 20)
    .option('--limit <cases>', 'so many at most', wholeNumber(1, Infinity), Infinity)
    .option('--by <person>', 'who brings them there, by their id in the directory')
    .option('--json', 'JSON instead of lines')
    .addHelpText('after', stackHelp)
    .action(action((options: Options) => withServices(context => applyTo(context, options)))),
  'rules apply',
  'rules apply --limit 100 --by p-administrator',
);

async function applyTo(context: CommandContext, { rate, limit, by, json }: Options): Promise<Outcome> {
  if (by !== undefined && !(await isKnown(context.db, by)))
    throw new UsageError(`Found no person ${by} in the directory.`);
  const build = (await readBuilds(context)).find(each => each.isCurrent)?.id;
  const elsewhere = build === undefined ? 0 : await countMovable(context, build);
  if (elsewhere > 0)
    throw new UsageError(
      `Found ${elsewhere} cases on other builds, which may not know these rules. Move them first: deployment move.`,
    );
  const signal = stopSignal();
  const progress = progressOf(1_000);
  let done = 0;
  const count = await progress.stage('counting anew', detail =>
    adoptRules(context, {
      person: by ?? 'terminal',
      rate,
      limit,
      signal,
      onDone(caseId, what) {
        done += 1;
        if (what !== 'recomputed') progress.say(`${caseId}: ${saidOf[what]}`);
        detail(`${done} cases`);
      },
    }),
  );
  printAnswer(json, { to: engineRules, ...count, interrupted: signal.aborted }, [
    `To version ${engineRules}: ${count.recomputed} counted anew, ${count.refused} refused, ${count.open} still open.` +
      (signal.aborted ? ' Stopped; say it again to go on.' : ''),
  ]);
  return count.refused + count.open === 0 ? 'done' : 'found';
}

const saidOf: Readonly<Record<Exclude<Adopted, 'recomputed'>, string>> = {
  refused: 'refused; it stays with its rules',
  open: 'not answered yet; the recovery loop carries on',
};

export const command = withExamples(
  new Command('rules')
    .description(
      "Versions of the engine's rules of counting: a case keeps the version that it was received under until it is " +
        'brought to the current one.',
    )
    .addCommand(status)
    .addCommand(apply),
  'rules status',
  'rules apply --rate 50',
);
