/** What every list reads, in a database that holds a city of cases. */
import { parseArgs } from 'node:util';
import { Refused } from '../domain/refusal.ts';
import { ExplainedDatabase } from './reads/explain.ts';
import { findLargest } from './reads/people.ts';
import { anchor, countsOf, type Read, readsOf } from './reads/reads.ts';

const help = `Reads every list with each of its filters and orders, pages of 20. Asserts nothing.

  DATABASE_URL=… node bench/reads.ts [--runs 21] [--only unitCases]

  --runs   how often each is timed
  --only   lists whose name fits this expression

The database is one that bench/city.ts filled. The lists are those of whoever has most: the largest unit, its fullest
inbox, the commonest procedure and the rarest.

  rows    rows and index entries that PostgreSQL went through, by its own count (explain analyze)
  pages   pages of 8 kB that it looked at
  refused where a filter let too few of the candidates pass
  p50     of the time to read it, ms, warm; by how many times the first line's, one case by its number
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '21' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean' },
    },
  });
  const url = process.env['DATABASE_URL'];
  if (values.help || url === undefined) {
    process.stdout.write(help);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const database = new ExplainedDatabase(url);
  try {
    const largest = await findLargest(database.db);
    const all = [...readsOf(largest, Date.now()), ...countsOf(largest)];
    const reads = [anchor(largest), ...all.filter(([name]) => name.match(values.only))];
    let anchored: number | undefined;
    line('list', 'rows', 'pages', 'p50', '×');
    for (const read of reads) {
      const { rows, pages, refused } = await database.read(read[1]);
      const p50 = await median(database, read, Number(values.runs));
      anchored ??= p50;
      line(read[0], rows, pages, p50.toFixed(2), (p50 / anchored).toFixed(2), refused ?? '');
    }
  } finally {
    await database.close();
  }
}

async function median({ db }: ExplainedDatabase, [, run]: Read, runs: number): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < runs; nth += 1) {
    const begun = performance.now();
    await run(db).catch(ifRefused);
    times.push(performance.now() - begun);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!;
}

/** A filter that lets too few pass is refused, and that takes its time too. */
function ifRefused(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
}

const line = (name: string, ...figures: readonly (string | number)[]): void => {
  process.stdout.write(`${name.padEnd(44)}${figures.map(each => String(each).padStart(10)).join('')}\n`);
};

await main();
