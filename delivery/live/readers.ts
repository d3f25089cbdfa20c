import type { RecentChanges } from './recent-changes.ts';
import type { Change, Topic } from './topics.ts';

/** The reader is further behind than changes are kept: it reads anew what it shows. */
export class TooFarBehind extends Error {
  override readonly name = 'TooFarBehind';
}

/** Nothing that concerns the reader happened up to this position. */
export interface Mark {
  readonly position: number;
}

/** A place in the changes: what concerns the topics is told after it. */
export class Reader {
  /** What it follows; it may drop some. */
  readonly topics: Set<Topic>;
  readonly #changes: RecentChanges;
  readonly #leave: () => void;
  #position: number;
  #parked: (() => void) | undefined;
  #isClosed = false;
  #isToMark = false;

  constructor(changes: RecentChanges, position: number, topics: ReadonlySet<Topic>, leave: () => void) {
    this.#changes = changes;
    this.#position = position;
    this.#leave = leave;
    this.topics = new Set(topics);
  }

  /** All that concerns the reader up to here was told. */
  get position(): number {
    return this.#position;
  }

  /**
   * Waits for the next change that concerns the reader, or for a mark; undefined once it is closed.
   * @throws TooFarBehind where it was too slow, so that changes were dropped before it
   */
  async next(): Promise<Change | Mark | undefined> {
    while (!this.#isClosed) {
      if (this.#position < this.#changes.from) throw new TooFarBehind();
      const change = this.#changes.next(this.#position, this.topics);
      this.#position = Math.max(this.#position, change?.position ?? this.#changes.last);
      if (change) return change;
      if (this.#isToMark) {
        this.#isToMark = false;
        return { position: this.#position };
      }
      await new Promise<void>(resolve => {
        this.#parked = resolve;
      });
    }
    return undefined;
  }

  /** While it waits everything before a change was looked at: it goes on from there. */
  wake({ position }: Change): void {
    if (!this.#parked || position <= this.#position) return;
    this.#position = position - 1;
    this.#resume();
  }

  /** Has a reader that waits tell how far it is: it was told all up to the last change that is kept. */
  mark(): void {
    if (!this.#parked) return;
    this.#position = Math.max(this.#position, this.#changes.last);
    this.#isToMark = true;
    this.#resume();
  }

  #resume(): void {
    const resume = this.#parked;
    this.#parked = undefined;
    resume?.();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#leave();
    this.#resume();
  }
}

/** The readers of changes, by their topics: a change wakes those whom it concerns and looks at no others. */
export class Readers {
  readonly #byTopic = new Map<Topic, Set<Reader>>();
  readonly #all = new Set<Reader>();

  get size(): number {
    return this.#all.size;
  }

  open(changes: RecentChanges, position: number, topics: ReadonlySet<Topic>): Reader {
    const reader = new Reader(changes, position, topics, () => this.#remove(reader, topics));
    this.#all.add(reader);
    for (const topic of topics) {
      const readers = this.#byTopic.get(topic) ?? new Set();
      this.#byTopic.set(topic, readers.add(reader));
    }
    return reader;
  }

  wake(changes: readonly Change[]): void {
    for (const change of changes)
      for (const topic of change.topics) for (const reader of this.#byTopic.get(topic) ?? []) reader.wake(change);
  }

  /** A reader whom nothing concerns for long would else be too far behind when its connection breaks. */
  mark(): void {
    for (const reader of this.#all) reader.mark();
  }

  closeAll(): void {
    for (const reader of this.#all) reader.close();
  }

  #remove(reader: Reader, topics: ReadonlySet<Topic>): void {
    this.#all.delete(reader);
    for (const topic of topics) {
      const readers = this.#byTopic.get(topic);
      readers?.delete(reader);
      if (readers?.size === 0) this.#byTopic.delete(topic);
    }
  }
}
