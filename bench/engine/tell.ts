import { median, together, type Round } from './figures.ts';
import { decisionsPerCase } from './product.ts';

/** Ours, the bare ones and the least, in turn: those of the same place ran one after the other. */
export interface Rounds {
  readonly mine: readonly Round[];
  readonly bares: readonly Round[];
  readonly leasts: readonly Round[];
}
interface Pair {
  readonly name: string;
  readonly of: readonly Round[];
  readonly against: readonly Round[];
  /** What is aimed at, for cases a second and for p50. */
  readonly aims?: readonly [string, string];
}

/** A paragraph a pair: both figures, the ratio, and what was aimed at. */
export function tell(name: string, { mine, bares, leasts }: Rounds): void {
  console.log(`${name}: ${together(mine).cases} cases, each received and then decided on ${decisionsPerCase} times`);
  const pairs: readonly Pair[] = [
    {
      name: 'Shixian against bare updates',
      of: mine,
      against: bares,
      aims: ['aim: at least 0.7; ', 'aim: at most 1.5; '],
    },
    { name: 'Shixian against the least that keeps the promise', of: mine, against: leasts },
    { name: 'the least against bare updates', of: leasts, against: bares },
  ];
  for (const pair of pairs) {
    const line = tellPair(pair);
    console.log(`  ${pair.name}`);
    line('cases a second', '', each => each.cases / each.seconds, pair.aims?.[0]);
    line('p50 of a decision', ' ms', each => median(each.decisions), pair.aims?.[1]);
    line('CPU of a case', ' ms', each => each.processor / each.cases);
  }
}

/** The ratio is the median of the pairs' own: a disturbance of the machine then spoils a pair, not the figure. */
const tellPair =
  ({ of, against }: Pair) =>
  (what: string, unit: string, figure: (round: Round) => number, aim = ''): void => {
    const ratios = of.map((each, index) => figure(each) / figure(against[index]!));
    console.log(
      `    ${what.padEnd(17)} ${figure(together(of)).toFixed(1)}${unit} against ` +
        `${figure(together(against)).toFixed(1)}${unit}   ratio ${median(ratios).toFixed(2)} (${aim}by round ` +
        `${ratios.map(ratio => ratio.toFixed(2)).join(' ')})`,
    );
  };
