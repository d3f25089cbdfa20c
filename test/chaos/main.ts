/** `npm run soak`: the product under faults for as long as you like, and the memory of an API process meanwhile. */
import { parseArgs } from 'node:util';
import { chaos } from './chaos.ts';
import { kinds } from './faults.ts';
import { growthLimitMb, growthOf } from './memory.ts';
import { linesOf } from './tell.ts';

const help = `Runs the whole product, on a PostgreSQL and a Temporal of its own, with callers and faults; then lets it
come to rest and audits it. One API process is never killed, and its memory is told.

  npm run soak [-- --minutes 60] [--seed 1] [--json]

  --minutes   for how long callers act and faults strike (60)
  --seed      the decisions of the run: what callers ask, which faults strike in which order (1)
  --json      the report as one JSON object
  --help      this text

Exit code: 0 nothing lost, doubled, told wrongly, early, missed or broken, and bundles and their parts agree;
1 something was, or the heap grew by more than ${growthLimitMb} MB from the second quarter of the run to its last;
2 could not run, or not long enough to prove anything; 130 interrupted, and nothing was found until then.
Ctrl-C stops it and audits what has happened; once more, without the audit. Nothing of it stays either way.
Faults, each counted only when it struck:
${Object.entries(kinds)
  .map(([name, meaning]) => `  ${name.padEnd(18)} ${meaning}`)
  .join('\n')}
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '60' },
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
    watchMemory: true,
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
  console.log(values.json ? JSON.stringify(report, undefined, 2) : linesOf(report).join('\n'));
  if (report.audit.found + report.families.found.length + report.toldWrongly.length + report.unanswered > 0) return 1;
  if ((growthOf(report.memory) ?? 0) > growthLimitMb) return 1;
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
