/** Writes a city of cases to measure lists and figures with: played on the virtual clock, copied, written in bulk. */
import { parseArgs } from 'node:util';
import { writeCity } from '../bin/compose/city/write-city.ts';
import { connect } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';

const help = `Writes a city of cases into a database: all procedures, with people who are quick, slow, or let time
run out.

  DATABASE_URL=… node bench/city.ts [--closed 300000] [--open 15000] [--distinct 5000] [--seed 1]

  --closed     cases that have ended, received over the last three years
  --open       cases that are open now
  --distinct   cases that are played; the others are copies of these with names and chains of their own
  --seed       the same seed plays the same cases

The database is migrated where it is empty, and keeps what it has. Only for measuring: never into a database in use.
`;

async function main(): Promise<void> {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({
    options: {
      closed: text('300000'),
      open: text('15000'),
      distinct: text('5000'),
      seed: text('1'),
      help: { type: 'boolean' },
    },
  });
  const url = process.env['DATABASE_URL'];
  if (values.help || url === undefined) {
    process.stdout.write(help);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const [closed, open, distinct, seed] = [values.closed, values.open, values.distinct, values.seed].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  await migrate(url);
  const db = connect(url, { max: 1 });
  try {
    const written = await writeCity(db, { closed, open, distinct, seed, now: Date.now(), tell });
    process.stdout.write(`${written.cases} cases, ${written.rows} rows\n`);
  } finally {
    await db.destroy();
  }
}

let toldAt = 0;
/** A line every five seconds. */
function tell(line: string): void {
  if (performance.now() - toldAt < 5_000) return;
  toldAt = performance.now();
  process.stderr.write(`${line}\n`);
}

await main();
