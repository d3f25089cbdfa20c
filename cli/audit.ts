import { defined } from '../domain/defined.ts';
import { Command, InvalidArgumentError } from 'commander';
import { loadProcedures } from '../bin/compose/procedures.ts';
import { Calendars } from '../commands/calendars.ts';
import type { Db } from '../db/client.ts';
import { unknownCases, type Selection } from '../db/audit/selection.ts';
import { checks, type Check, type Finding } from '../domain/audit/audit.ts';
import { parseInstant } from '../domain/calendar/day.ts';
import { audit, type Audited } from '../operations/audit.ts';
import { databaseHelp, withDatabase } from './connections.ts';
import type { Outcome } from './exit-codes.ts';
import { stopSignal } from './interrupt.ts';
import { seconds, several, withExamples } from './options.ts';
import { printLine, progressOf } from './output.ts';
import { action, UsageError } from './run.ts';

/** Findings that are kept for the JSON report; all are counted. */
const maxFindings = 1_000;

interface Options {
  readonly from?: number;
  readonly to?: number;
  readonly case?: readonly string[];
  readonly procedure?: string;
  readonly patience: number;
  readonly json?: true;
}

const looksFor = Object.entries(checks)
  .map(([name, meaning]) => `  ${name.padEnd(20)} ${meaning}`)
  .join('\n');

export const command = withExamples(
  new Command('audit')
    .description(
      'Audits cases from the database alone, also while the product runs: the chain of each log, its events decided ' +
        'once more by the rules, every clock and instrument, every answer, message and number, and the read model. ' +
        'Changes nothing.',
    )
    .option('--from <instant>', 'cases received at or after, such as 2027-03-24 or 2027-03-24T10:00 (UTC+8)', instant)
    .option('--to <instant>', 'cases received before', instant)
    .option('--case <id>', 'this case, by its id or its number (办件编号); may be given several times', several)
    .option('--procedure <name>', 'cases of this procedure and version, such as restaurant-opening.v1')
    .option(
      '--patience <seconds>',
      'how long an act may be unanswered, or something due not yet done (60)',
      seconds,
      60_000,
    )
    .option('--json', 'one JSON object instead of lines')
    .addHelpText('after', `\nIt looks for:\n${looksFor}\n${databaseHelp}`)
    .action(action(async (options: Options) => withDatabase(db => auditCases(db, options), { queryTimeout: 120_000 }))),
  'audit',
  'audit --from 2027-03-01 --to 2027-04-01 --json',
);

function instant(text: string): number {
  try {
    return parseInstant(text.length === 10 ? `${text}T00:00` : text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

const selectionOf = ({ from, to, case: cases, procedure }: Options): Selection => ({
  ...defined({ from, to, cases, procedure }),
});

async function auditCases(db: Db, options: Options): Promise<Outcome> {
  const { patience, json = false } = options;
  const selection = selectionOf(options);
  const signal = stopSignal();
  const procedures = await loadProcedures();
  const unknown = await unknownCases(db, selection.cases ?? []);
  if (unknown.length > 0)
    throw new UsageError(`Found no case ${unknown.join(', ')} in this database; expected the id or the number of one.`);
  const findings: Finding[] = [];
  const counts: Partial<Record<Check, number>> = {};
  const started = performance.now();
  const audited = await progressOf().stage('audit', detail =>
    audit(
      { db, procedures, calendars: new Calendars(db) },
      {
        patience,
        selection,
        signal,
        onProgress: (done, all) => {
          detail(`${done} of ${all} cases, ${sum(counts)} findings`);
        },
        onFinding: finding => {
          counts[finding.check] = (counts[finding.check] ?? 0) + 1;
          if (!json) printLine(lineOf(finding));
          else if (findings.length < maxFindings) findings.push(finding);
        },
      },
    ),
  );
  const took = Number(((performance.now() - started) / 1_000).toFixed(1));
  if (json) console.log(JSON.stringify(reportOf(audited, took, counts, findings, signal.aborted), undefined, 2));
  else for (const line of summaryOf(audited, took, counts, signal.aborted)) console.log(line);
  return sum(counts) === 0 ? 'done' : 'found';
}

const lineOf = ({ check, case: id, place, found, expected }: Finding): string =>
  `${check}  ${id}  ${place}: found ${found}; expected ${expected}`;

const sum = (counts: Partial<Record<Check, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

function reportOf(
  audited: Audited,
  took: number,
  counts: Partial<Record<Check, number>>,
  findings: readonly Finding[],
  isInterrupted: boolean,
): object {
  const found = sum(counts);
  return {
    ...audited,
    seconds: took,
    found,
    counts,
    findings,
    ...(found > findings.length && { leftOut: found - findings.length }),
    ...(isInterrupted && { interrupted: true }),
  };
}

function summaryOf(
  { cases, events, commands, accepted, refused, messages, numbers }: Audited,
  took: number,
  counts: Partial<Record<Check, number>>,
  isInterrupted: boolean,
): readonly string[] {
  const found = sum(counts);
  const byCheck = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return [
    `${isInterrupted ? 'Interrupted after' : 'Audited'} ${cases} cases in ${took} s: ${events} events, ` +
      `${commands} acts (${accepted} accepted, ${refused} refused), ${messages} messages, ${numbers} numbers.`,
    found === 0 ? '0 findings' : `${found} findings: ${byCheck.join(', ')}`,
  ];
}
