/** `npm run -s verify-audit`: holds every case against its log and the rules, from the database alone. */
import { parseArgs } from 'node:util';
import { audit, type Audited } from '../operations/audit.ts';
import { Calendars } from '../commands/calendars.ts';
import { unknownCases, type Selection } from '../db/operations/audit.ts';
import { applicationRole, connect } from '../db/client.ts';
import { checks, type Check, type Finding } from '../domain/audit/audit.ts';
import { parseInstant } from '../domain/calendar/day.ts';
import { loadProcedures } from './compose/procedures.ts';
import { locateDatabase } from './compose/local-stack.ts';

const help = `Audits cases from the database alone, also while the product runs: the chain of each log, its events decided once more
by the rules, every clock and instrument, every answer, message and number, and the read model. Changes nothing.

  npm run -s verify-audit [-- options]

  --from <instant>      cases received at or after, such as 2027-03-24 or 2027-03-24T10:00 (UTC+8)
  --to <instant>        cases received before
  --case <id>           this case, by its id or its number (办件编号); may be given several times
  --procedure <name>    cases of this procedure and version, such as restaurant-opening.v1
  --patience <seconds>  how long an act may be unanswered, or something due not yet done (60)
  --json                one JSON object instead of lines
  --help                this text

  DATABASE_URL          the database; otherwise that of a running npm start

Exit code: 0 nothing found, 1 something found, 2 could not run, 130 interrupted.
It looks for:
${Object.entries(checks)
  .map(([name, meaning]) => `  ${name.padEnd(20)} ${meaning}`)
  .join('\n')}
`;

/** Findings that are kept for the report; all are counted. */
const kept = 1_000;

interface Wanted {
  readonly selection: Selection;
  readonly patience: number;
  readonly json: boolean;
}

function wanted(): Wanted | undefined {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      case: { type: 'string', multiple: true },
      procedure: { type: 'string' },
      patience: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const patience = Number(values.patience);
  if (!(patience >= 0)) throw new Error(`Found --patience ${values.patience}, expected seconds.`);
  const instant = (name: string, text: string | undefined) =>
    text === undefined ? {} : { [name]: parseInstant(text.length === 10 ? `${text}T00:00` : text) };
  return {
    patience: patience * 1_000,
    json: values.json,
    selection: {
      ...instant('from', values.from),
      ...instant('to', values.to),
      ...(values.case && { cases: values.case }),
      ...(values.procedure !== undefined && { procedure: values.procedure }),
    },
  };
}

/** One line that is written anew, for a person at a terminal only. */
const progress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
};
const line = ({ check, case: id, place, found, expected }: Finding): string =>
  `${check}  ${id}  ${place}: found ${found}; expected ${expected}`;

async function main(): Promise<number> {
  const options = wanted();
  if (!options) {
    process.stdout.write(help);
    return 0;
  }
  const { selection, patience, json } = options;
  const procedures = await loadProcedures();
  const db = connect(await locateDatabase(), { role: applicationRole, max: 2, queryTimeout: 120_000 });
  const interrupted = new AbortController();
  process.once('SIGINT', () => {
    interrupted.abort();
  });
  const started = performance.now();
  const findings: Finding[] = [];
  const counts: Partial<Record<Check, number>> = {};
  let audited: Audited;
  try {
    const unknown = await unknownCases(db, selection.cases ?? []);
    if (unknown.length > 0)
      throw new Error(`Found no case ${unknown.join(', ')} in this database; expected the id or the number of one.`);
    audited = await audit(
      { db, procedures, calendars: new Calendars(db) },
      {
        patience,
        selection,
        signal: interrupted.signal,
        onProgress: (done, all) => {
          progress(`${done} of ${all} cases, ${sum(counts)} findings`);
        },
        onFinding: finding => {
          counts[finding.check] = (counts[finding.check] ?? 0) + 1;
          if (json && findings.length < kept) findings.push(finding);
          if (!json) {
            progress('');
            console.log(line(finding));
          }
        },
      },
    );
  } finally {
    progress('');
    await db.destroy();
  }
  const found = sum(counts);
  const seconds = Number(((performance.now() - started) / 1_000).toFixed(1));
  const aborted = interrupted.signal.aborted;
  if (json)
    console.log(
      JSON.stringify(
        {
          ...audited,
          seconds,
          found,
          counts,
          findings,
          ...(found > findings.length && { leftOut: found - findings.length }),
          ...(aborted && { interrupted: true }),
        },
        undefined,
        2,
      ),
    );
  else {
    console.log(
      `${aborted ? 'Interrupted after' : 'Audited'} ${audited.cases} cases in ${seconds} s: ${audited.events} events, ${audited.commands} acts (${audited.accepted} accepted, ${audited.refused} refused), ${audited.messages} messages, ${audited.numbers} numbers.`,
    );
    console.log(
      found === 0
        ? '0 findings'
        : `${found} findings: ${Object.entries(counts)
            .map(([name, n]) => `${n} ${name}`)
            .join(', ')}`,
    );
  }
  return aborted ? 130 : found === 0 ? 0 : 1;
}

const sum = (counts: Partial<Record<Check, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
