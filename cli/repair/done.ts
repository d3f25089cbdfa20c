import { Command } from 'commander';
import { readRepairs } from '../../db/operations/repairs.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { withDatabase } from '../connections.ts';
import { withExamples } from '../options.ts';
import { printAnswer } from '../output.ts';
import { action } from '../run.ts';

export const done = withExamples(
  new Command('done')
    .description('the latest repairs')
    .option('--json', 'JSON instead of lines')
    .action(
      action(({ json }: { readonly json?: true }) =>
        withDatabase(async db => {
          const repairs = await readRepairs(db);
          const lines = repairs.map(
            ({ at, what, commandKey, caseId, by, reason, found }) =>
              `${formatInstant(at)}  ${what}  ${commandKey ?? caseId}  by ${by}: ${reason} (${found})`,
          );
          printAnswer(json, repairs, lines.length === 0 ? ['no repairs'] : lines);
        }),
      ),
    ),
  'repair done',
);
