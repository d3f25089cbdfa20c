import type { Half } from './calendar.ts';
import { dayAt } from './dates.ts';
import type { Run } from './facts.ts';

/** The halves of days from before the anchor on, by numbers, and those that a pause takes out. */
export class Halves {
  readonly anchor: number;
  /** From the half that holds the beginning of a pause to the one that holds its end. */
  readonly pauses: (readonly [from: number, to: number])[] = [];
  readonly #list: Half[] = [];
  readonly #run: Run;
  #day: number;

  constructor(run: Run) {
    this.#run = run;
    this.#day = dayAt(run.anchor);
    this.anchor = this.holding(run.anchor);
  }

  get(index: number): Half {
    while (this.#list.length <= index) {
      this.#list.push(...this.#run.calendar.halves(this.#day));
      this.#day += 1;
    }
    return this.#list[index]!;
  }

  /** The half that holds an instant, outside hours that of the next opening. */
  holding(instant: number): number {
    const opened = this.#run.calendar.nextOpening(instant);
    let index = 0;
    while (this.get(index).end <= opened) index += 1;
    return index;
  }

  isPaused(index: number): boolean {
    return this.pauses.some(([from, to]) => from < index && index <= to);
  }

  /** The n-th half after the anchor's that counts. */
  counted(n: number): number {
    let index = this.anchor;
    for (let left = n; left > 0;) {
      index += 1;
      if (!this.isPaused(index)) left -= 1;
    }
    return index;
  }
}

/** The halves of a clock, and which of them is the last: a pause of that one ends with the half in which it resumes. */
export function lastHalf(run: Run): { readonly halves: Halves; readonly last: number } {
  const halves = new Halves(run);
  let last = halves.counted(run.n);
  for (const { from, to } of run.stops) {
    if (from >= halves.get(last).end) break;
    const [first, resumed] = [halves.holding(from), halves.holding(to)];
    if (first < last) {
      halves.pauses.push([first, resumed]);
      last = halves.counted(run.n);
    } else if (to >= halves.get(last).end) {
      halves.pauses.push([first, resumed]);
      last = resumed;
    }
  }
  return { halves, last };
}
