/**
 * Due dates against the npm package chinese-days in the same run: the same question, text in and text out, and the same
 * answers.
 */
import { parseArgs } from 'node:util';
import chineseDays from 'chinese-days';
import { compileCalendar } from '../domain/calendar/calendar.ts';
import {
  type Day,
  formatDay,
  instantAt,
  millisecondsPerMinute,
  minutesPerDay,
  parseDay,
} from '../domain/calendar/day.ts';
import { cn } from '../domain/calendar/published.ts';
import { type ClockFacts, dueOf, parseAnchor } from '../domain/clock/clock.ts';
import type { CountedLimit } from '../domain/clock/limit.ts';
import { median } from './engine/figures.ts';

const help = `Measures due dates in the domain against the package chinese-days. Asserts nothing.

  node bench/deadline.ts [--rounds 7] [--anchors 2000]

  --rounds    rounds of each kind, ours and theirs in turn; the median counts
  --anchors   anchors of each round, spread over 2015 to 2026
`;
const clocks = 10_000;
const calendar = compileCalendar(cn);

/** Milliseconds of a thing done once. */
function time(run: () => void): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

const due = (anchor: string, n: number): string =>
  formatDay(
    dueOf(calendar, {
      anchor: parseAnchor(calendar, anchor),
      limit: { unit: 'WD', n },
      party: 'agency',
      pauses: [],
      extensions: [],
      warns: false,
    }).day,
  );
const theirs = (anchor: string, n: number): string => chineseDays.findWorkday(n, anchor);

/** So many days, spread evenly; the last ones leave room for `n` working days within the published years. */
function anchorsFor(number: number, n: number): readonly string[] {
  const [first, last] = [parseDay('2015-01-05'), calendar.addWorkingDays(parseDay('2026-12-31'), -n) - 1];
  return Array.from({ length: number }, (_, index) =>
    formatDay(first + Math.floor((index * (last - first)) / Math.max(1, number - 1))),
  );
}

/** Running clocks of all units, each with two pauses, every other one extended. */
function runningClocks(): readonly ClockFacts[] {
  const first = parseDay('2015-02-01');
  const limits: readonly CountedLimit[] = [
    { unit: 'WD', n: 20 },
    { unit: 'WD', n: 5 },
    { unit: 'ND', n: 30 },
    { unit: 'MONTH', n: 1 },
    { unit: 'WH', n: 16 },
    { unit: 'HALF_DAY', n: 3 },
  ];
  const at = (day: Day, hour: number): number =>
    instantAt(day, 0) + ((hour * 60 * millisecondsPerMinute) % (minutesPerDay * millisecondsPerMinute));
  return Array.from({ length: clocks }, (_, index) => {
    const day = first + ((index * 7) % 4_000);
    const limit = limits[index % limits.length]!;
    return {
      anchor: at(day, 10),
      limit,
      party: 'agency',
      warns: true,
      extensions: index % 2 === 0 ? [{ unit: limit.unit, n: 5 }] : [],
      pauses: [
        { from: at(day + 1, 11), to: at(day + 4, 9) },
        { from: at(day + 3, 15), to: at(day + 8, 10) },
      ],
    } satisfies ClockFacts;
  });
}

const microseconds = (milliseconds: number, of: number): string => `${((milliseconds * 1000) / of).toFixed(3)} µs`;

function measure(rounds: number, number: number): void {
  const [few, many] = [20, 2_000];
  const [anchors, early] = [anchorsFor(number, few), anchorsFor(number, many)];
  const asked = anchors.map(anchor => [due(anchor, few), theirs(anchor, few)] as const);
  const differ = anchors.filter((_, index) => asked[index]![0] !== asked[index]![1]);
  const farther = early.slice(0, 50).filter(anchor => due(anchor, many) !== theirs(anchor, many));
  const facts = runningClocks();
  const run = {
    ours: [] as number[],
    theirs: [] as number[],
    long: [] as number[],
    theirsLong: [] as number[],
    recompute: [] as number[],
  };
  // A long count of theirs takes milliseconds: a few of them tell as much.
  const sample = early.filter((_, index) => index % Math.ceil(number / 50) === 0);
  for (let round = 0; round <= rounds; round += 1) {
    const figures = {
      ours:
        time(() => {
          for (let again = 0; again < 20; again += 1) for (const anchor of anchors) due(anchor, few);
        }) / 20,
      theirs: time(() => {
        for (const anchor of anchors) theirs(anchor, few);
      }),
      long:
        time(() => {
          for (let again = 0; again < 20; again += 1) for (const anchor of early) due(anchor, many);
        }) / 20,
      theirsLong:
        (time(() => {
          for (const anchor of sample) theirs(anchor, many);
        }) *
          number) /
        sample.length,
      recompute: time(() => {
        for (const each of facts) dueOf(calendar, each);
      }),
    };
    // The first round warms up.
    if (round > 0) for (const name of Object.keys(run) as (keyof typeof run)[]) run[name].push(figures[name]);
  }
  const [ours, other, long, otherLong, recompute] = [run.ours, run.theirs, run.long, run.theirsLong, run.recompute].map(
    median,
  ) as [number, number, number, number, number];
  console.log(`${number} anchors from ${anchors[0]} to ${anchors.at(-1)}, ${rounds} rounds, medians`);
  console.log(
    `  same answers        ${few} WD ${number - differ.length} of ${number}, ${many} WD ${50 - farther.length} of ` +
      `50${differ.length === 0 ? '' : ` (other: ${differ.slice(0, 3).join(', ')})`}`,
  );
  console.log(
    `  ${few} WD               ${microseconds(ours, number)} against ${microseconds(other, number)} chinese-days   ` +
      `ratio ${(other / ours).toFixed(0)} (aim: at least 100)`,
  );
  console.log(
    `  ${many} WD             ${microseconds(long, number)} against ${microseconds(otherLong, number)} chinese-days  ` +
      ` ratio ${(otherLong / long).toFixed(0)}`,
  );
  console.log(`  ${many} WD to ${few} WD     ratio ${(long / ours).toFixed(2)} (aim: at most 1.5)`);
  console.log(`  ${clocks} running clocks with pauses and extensions   ${recompute.toFixed(1)} ms (aim: under 100)`);
}

function positive(name: string, given: string): number {
  const found = Number(given);
  if (Number.isInteger(found) && found > 0) return found;
  throw new Error(`--${name} is ${given}, expected a whole number from 1.\n\n${help}`);
}

try {
  const text = (value: string) => ({ type: 'string', default: value }) as const;
  const { values } = parseArgs({ options: { rounds: text('7'), anchors: text('2000'), help: { type: 'boolean' } } });
  if (values.help) process.stdout.write(help);
  else measure(positive('rounds', values.rounds), positive('anchors', values.anchors));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
