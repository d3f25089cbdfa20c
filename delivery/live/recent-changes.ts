import { type Change, concerns, type Topic } from './topics.ts';

interface Kept {
  readonly change: Change;
  /** The next change of the same case. */
  later?: Kept;
}

/** Changes beyond the most that are kept are dropped in lots, so that dropping costs next to nothing. */
const lot = 1_000;

/**
 * The last changes of all cases, in the order of the feed, whose positions have no gaps. Readers are places in it: what
 * each of them has not read yet takes no memory of its own.
 */
export class RecentChanges {
  readonly #most: number;
  #from: number;
  #kept: Kept[] = [];
  #latest = new Map<string, Kept>();

  /** @param position the last that was given before anything is kept */
  constructor(position: number, most: number) {
    this.#from = position;
    this.#most = most;
  }

  /** Every change after this position is kept. */
  get from(): number {
    return this.#from;
  }

  /** The position of the last one. */
  get last(): number {
    return this.#from + this.#kept.length;
  }

  /** Adds the changes that follow the last one. @throws Error where they leave a gap */
  append(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.position !== this.last + 1)
        throw new Error(`Found the position ${change.position} in the feed, expected ${this.last + 1}.`);
      this.#keep(change);
    }
    const beyond = this.#kept.length - this.#most;
    if (beyond < lot) return;
    for (const kept of this.#kept.splice(0, beyond))
      if (this.#latest.get(kept.change.caseId) === kept) this.#latest.delete(kept.change.caseId);
    this.#from += beyond;
  }

  /** Adds older changes, which end with the first that is kept. */
  prepend(changes: readonly Change[]): void {
    const all = [...changes, ...this.#kept.map(({ change }) => change)];
    this.#from -= changes.length;
    this.#kept = [];
    this.#latest = new Map();
    for (const change of all) this.#keep(change);
  }

  /**
   * The next change after a position that concerns a reader of these topics. One that is followed by another of the
   * same case for the same reader is passed over: the later one tells it too.
   */
  next(after: number, topics: ReadonlySet<Topic>): Change | undefined {
    for (let index = Math.max(after - this.#from, 0); index < this.#kept.length; index += 1) {
      const kept = this.#kept[index]!;
      if (concerns(kept.change, topics) && !isToldLater(kept, topics)) return kept.change;
    }
    return undefined;
  }

  #keep(change: Change): void {
    const kept: Kept = { change };
    const before = this.#latest.get(change.caseId);
    if (before) before.later = kept;
    this.#latest.set(change.caseId, kept);
    this.#kept.push(kept);
  }
}

function isToldLater({ later }: Kept, topics: ReadonlySet<Topic>): boolean {
  for (let next = later; next; next = next.later) if (concerns(next.change, topics)) return true;
  return false;
}
