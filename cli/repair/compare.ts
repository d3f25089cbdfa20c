import { Command } from 'commander';
import type { CommandContext } from '../../commands/context.ts';
import { compare as compareAll, type Difference } from '../../operations/repair/diff-with-temporal.ts';
import { withServices } from '../connections.ts';
import type { Outcome } from '../exit-codes.ts';
import { withExamples } from '../options.ts';
import { printAnswer, progressOf } from '../output.ts';
import { action } from '../run.ts';

export const compare = withExamples(
  new Command('compare')
    .description('after a restore: events that Temporal keeps and the database does not have, case by case')
    .option('--json', 'JSON instead of lines')
    .action(action(({ json }: { readonly json?: true }) => withServices(context => printDifferences(context, json)))),
  'repair compare',
);

async function printDifferences(context: CommandContext, json: boolean | undefined): Promise<Outcome> {
  const differences: Difference[] = [];
  const cases = await progressOf().stage('compare', detail =>
    compareAll(context, {
      onDifference: difference => differences.push(difference),
      onProgress: done => {
        detail(`${done} cases, ${differences.length} differ`);
      },
    }),
  );
  const summary = `${cases} cases compared, ${differences.length} differ`;
  printAnswer(json, { cases, differences }, [...differences.map(lineOf), summary]);
  return differences.length > 0 ? 'found' : 'done';
}

function lineOf(difference: Difference): string {
  const { caseId, number, revision, missing, instruments, lost } = difference;
  const forms = lost.personal.length;
  return [
    `${caseId}  ${number ?? 'without a number'}  ` +
      (revision === 0 ? 'the database does not have this case' : `log ends at ${revision}`),
    `missing ${missing.map(each => `${each.seq} ${each.type}`).join(', ')}`,
    ...(instruments.length > 0 ? [`numbers given ${instruments.join(', ')}`] : []),
    ...(lost.queryCode ? ['its query code is lost'] : []),
    ...(forms > 0 ? [`the personal fields of ${forms} ${forms === 1 ? 'form are' : 'forms are'} lost`] : []),
    adviceFor(difference),
  ].join('; ');
}

function adviceFor({ caseId, revision, follows }: Difference): string {
  if (follows) return `take ${caseId}`;
  return revision === 0
    ? 'not from its first event: have it received again'
    : `does not follow the log: from-log ${caseId}`;
}
