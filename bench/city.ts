/** Writes a city of cases to measure lists and figures with: played on the virtual clock, copied, written in bulk. */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { connect } from '../db/client.ts';
import { passCaseNumbers, lastCaseNumber } from '../db/cases/case-numbers.ts';
import { migrate } from '../db/migrate.ts';
import { loadProcedures } from '../bin/compose/procedures.ts';
import { writeDemonstration } from '../bin/compose/demonstration.ts';
import { demonstration } from '../domain/calendar/published.ts';
import { isPlayable, Life } from '../bin/compose/city/life.ts';
import { Random } from '../bin/compose/city/random.ts';
import { type Template, templateOf } from '../bin/compose/city/template.ts';
import { CityWriter } from '../bin/compose/city/writer.ts';

const help = `Writes a city of cases into a database: all procedures, with people who are quick, slow, or let time
run out.

  DATABASE_URL=… node bench/city.ts [--closed 300000] [--open 15000] [--distinct 5000] [--seed 1]

  --closed     cases that have ended, received over the last three years
  --open       cases that are open now
  --distinct   cases that are played; the others are copies of these with names and chains of their own
  --seed       the same seed plays the same cases

The database is migrated where it is empty, and keeps what it has. Only for measuring: never into a database in use.
`;
const dayMs = 86_400_000;

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
    await writeDemonstration(db);
    const random = new Random(seed);
    const { ended, running } = await play(distinct, open / (open + closed), random);
    const writer = await CityWriter.on(db);
    const last = await lastCaseNumber(db);
    const copies = { closed: ended, open: running };
    let serial = last;
    for (const [kind, count] of [
      ['closed', closed],
      ['open', open],
    ] as const) {
      for (let nth = 0; nth < count; nth += 1) {
        const template = copies[kind][nth % copies[kind].length]!;
        serial += 1;
        await writer.add(template, ownOf(template, serial));
        tell(`${writer.cases} of ${closed + open} cases written`);
      }
    }
    await writer.flush();
    await passCaseNumbers(db, serial);
    await db.destroy();
    process.stdout.write(`${writer.cases} cases, ${writer.rows} rows\n`);
  } finally {
    await db.destroy();
  }
}

/** Plays so many cases, this share of them such as are still open now. */
async function play(
  count: number,
  shareOpen: number,
  random: Random,
): Promise<{ readonly ended: readonly Template[]; readonly running: readonly Template[] }> {
  const procedures = [...(await loadProcedures()).values()].filter(isPlayable);
  const [ended, running]: [Template[], Template[]] = [[], []];
  const now = Date.now();
  const wanted = { open: Math.max(1, Math.ceil(count * Math.max(shareOpen, 0.2))), closed: 0 };
  wanted.closed = Math.max(1, count - wanted.open);
  for (let nth = 0; ended.length < wanted.closed || running.length < wanted.open; nth += 1) {
    const isYoung = running.length < wanted.open && nth % 2 === 0;
    const receivedAt = now - Math.floor(random.next() * (isYoung ? 30 : 3 * 365) * dayMs) - dayMs;
    const life = new Life(random.pick(procedures), new Random(random.between(1, 2 ** 31)), demonstration.version);
    life.play(receivedAt - (receivedAt % 60_000), now);
    if (!life.isReceived) continue;
    const template = templateOf(life);
    const [list, most] = template.isClosed ? [ended, wanted.closed] : [running, wanted.open];
    if (list.length < most) list.push(template);
    tell(`${ended.length + running.length} of ${count} cases played`);
  }
  return { ended, running };
}

function ownOf(template: Template, serial: number) {
  const year = template.receivedAt.slice(0, 4);
  const hash = createHash('sha256').update(`city ${serial}`).digest('hex').slice(0, 24);
  return {
    id: `${year}-${hash}`,
    number: `SX${year}-${String(serial).padStart(6, '0')}`,
    applicant: `p-city-${serial % 20_000}`,
  };
}

let toldAt = 0;
/** A line every five seconds. */
function tell(line: string): void {
  if (performance.now() - toldAt < 5_000) return;
  toldAt = performance.now();
  process.stderr.write(`${line}\n`);
}

await main();
