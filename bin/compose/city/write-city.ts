import { createHash } from 'node:crypto';
import { lastCaseNumber, passCaseNumbers } from '../../../db/cases/case-numbers.ts';
import type { Db } from '../../../db/client.ts';
import { demonstration } from '../../../domain/calendar/published.ts';
import { writeDemonstration } from '../demonstration.ts';
import { loadProcedures } from '../procedures.ts';
import { isPlayable, Life } from './life.ts';
import { Random } from './random.ts';
import { type Template, templateOf } from './template.ts';
import { CityWriter } from './writer.ts';
import { millisecondsPerDay } from '../../../domain/calendar/day.ts';

/** What city is written: how many cases, how many of them are played, and when it is there. */
export interface City {
  /** Cases that have ended, received over the last three years. */
  readonly closed: number;
  readonly open: number;
  /** Cases that are played; the others are copies with names and chains of their own. */
  readonly distinct: number;
  readonly seed: number;
  readonly now: number;
  /** Is told how far it has come. */
  readonly tell: (line: string) => void;
}

/** Writes a city of cases, with the demonstration directory, into a database: what is there is kept. */
export async function writeCity(
  db: Db,
  { closed, open, distinct, seed, now, tell }: City,
): Promise<{ readonly cases: number; readonly rows: number }> {
  await writeDemonstration(db);
  const random = new Random(seed);
  const { ended, running } = await play(distinct, open / (open + closed), { now, random, tell });
  const writer = await CityWriter.on(db);
  const copies = { closed: ended, open: running };
  let serial = await lastCaseNumber(db);
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
  return { cases: writer.cases, rows: writer.rows };
}

/** Plays so many cases, this share of them such as are still open now. */
async function play(
  count: number,
  shareOpen: number,
  { now, random, tell }: Pick<City, 'now' | 'tell'> & { readonly random: Random },
): Promise<{ readonly ended: readonly Template[]; readonly running: readonly Template[] }> {
  const procedures = [...(await loadProcedures()).values()].filter(isPlayable);
  const [ended, running]: [Template[], Template[]] = [[], []];
  const wanted = { open: Math.max(1, Math.ceil(count * Math.max(shareOpen, 0.2))), closed: 0 };
  wanted.closed = Math.max(1, count - wanted.open);
  for (let nth = 0; ended.length < wanted.closed || running.length < wanted.open; nth += 1) {
    const isYoung = running.length < wanted.open && nth % 2 === 0;
    const receivedAt =
      now - Math.floor(random.next() * (isYoung ? 30 : 3 * 365) * millisecondsPerDay) - millisecondsPerDay;
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
