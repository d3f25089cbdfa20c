import type { Want } from '../language/flow.ts';

/** One line of a flow that waits by itself: the run, a branch of a join, what follows a decision. */
export class Fiber {
  readonly iterator: Iterator<Want, unknown, unknown>;
  /** The keys of the `each` branches around it, joined by `/`. */
  readonly path: string;
  /** Whether a race may cancel it. */
  readonly racing: boolean;
  readonly finished: (value: unknown) => void;
  cancelled = false;
  /** The id of the step that it waits for. */
  waiting: string | undefined;
  /** The branches that it waits for. */
  branches: readonly Fiber[] = [];

  constructor(flow: Iterable<Want, unknown, unknown>, finished: (value: unknown) => void, path = '', racing = false) {
    this.iterator = flow[Symbol.iterator]();
    this.finished = finished;
    this.path = path;
    this.racing = racing;
  }
}
