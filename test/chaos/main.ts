/** `npm run chaos`: the product under faults for as long as you like. */
import { parseArgs } from 'node:util';
import { chaos, countsOf } from './chaos.ts';
import { kinds } from './faults.ts';

const help = `Runs the whole product, on a PostgreSQL and a Temporal of its own, with callers and faults; then lets it come to rest and audits it.

  npm run chaos [-- --minutes 2] [--seed 1] [--json]

  --minutes   for how long callers act and faults strike (2)
  --seed      the decisions of the run: what callers ask, which faults strike in which order (1)
  --json      the report as one JSON object
  --help      this text

Exit code: 0 nothing lost, doubled, told wrongly, early, missed or broken; 1 something was; 2 could not run, or not long enough to prove anything; 130 interrupted, and\nnothing was found until then. Ctrl-C stops it and audits what has happened; once more, without the audit. Nothing of it stays either way.
Faults, each counted only when it struck:
${Object.entries(kinds)
  .map(([name, meaning]) => `  ${name.padEnd(18)} ${meaning}`)
  .join('\n')}
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0) || !Number.isSafeInteger(seed))
    throw new Error(
      `Found --minutes ${values.minutes} --seed ${values.seed}, expected minutes above 0 and a whole number.`,
    );
  const [interrupted, hurried] = [new AbortController(), new AbortController()];
  onInterrupt(
    () => {
      console.error('\nStopping; what has happened so far is audited. Once more: without that.');
      interrupted.abort();
    },
    () => {
      console.error('\nEnding processes and servers.');
      hurried.abort();
    },
    () => process.exit(130),
  );
  const report = await chaos({
    seed,
    milliseconds: minutes * 60_000,
    signal: interrupted.signal,
    atOnce: hurried.signal,
    say: line => {
      console.error(line);
    },
  }).catch((error: unknown) => {
    // Ctrl-C reaches what is just being started as well.
    if (interrupted.signal.aborted) return undefined;
    throw error;
  });
  if (!report) return 130;
  if (values.json) console.log(JSON.stringify(report, undefined, 2));
  else {
    const { told, audit } = report;
    console.log(`seed ${report.seed}, ${report.seconds} s in all`);
    console.log(
      `told      ${told.accepted} accepted, ${told.refused} refused, ${told.errors} other errors; ${told.askAgain} times ask again, ${told.silent} times nothing`,
    );
    console.log(`faults    ${countsOf(report.faults)}`);
    console.log(`deaths    ${countsOf(report.deaths)}`);
    console.log(
      `audited   ${audit.cases} cases (${report.closed} closed), ${audit.events} events, ${audit.commands} acts`,
    );
    if (audit.askedAnew > 0)
      console.log(
        `anew      ${audit.askedAnew} acts count as asked before their rows, which were written anew after a database was put back`,
      );
    console.log(
      `found     ${audit.found === 0 ? 'nothing' : countsOf(audit.counts)}; ${report.toldWrongly.length} told wrongly; ${report.unanswered} unanswered`,
    );
    if (report.lacks.length > 0) console.log(`void      it lacks ${report.lacks.join(', ')}: let it run longer`);
    for (const each of audit.findings.slice(0, 50))
      console.log(`  ${each.check}  ${each.case}  ${each.place}: found ${each.found}; expected ${each.expected}`);
    for (const each of report.toldWrongly.slice(0, 50)) console.log(`  ${each}`);
  }
  if (report.audit.found + report.toldWrongly.length + report.unanswered > 0) return 1;
  if (interrupted.signal.aborted) return 130;
  return report.lacks.length === 0 ? 0 : 2;
}

/** Ctrl-C or SIGTERM, the first, the second and the third time. */
function onInterrupt(...each: readonly (() => void)[]): void {
  const left = [...each];
  let last = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      // The terminal sends it to all of us, and npm passes on its own.
      if (Date.now() - last > 500) left.shift()?.();
      last = Date.now();
    });
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
