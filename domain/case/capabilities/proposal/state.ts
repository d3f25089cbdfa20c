import type { Instant } from '../../../calendar/day.ts';
import type { Actor, Json, Paper, PersonalReference, Reason } from '../../../values.ts';

/** An answer, and what comes with it. */
export interface Proposed {
  readonly answer: Json;
  readonly papers?: Paper[] | undefined;
  readonly personal?: PersonalReference | undefined;
}

/** An answer that waits for the others whom the step needs. */
export interface ProposalState extends Proposed {
  /** The place of its event in the log. */
  readonly seq: number;
  readonly at: Instant;
  /** Who proposed it and who confirmed it since, in order, each as they then acted. */
  readonly people: readonly Actor[];
}

/** The last proposal that was refused: why the step is open again. */
export interface ProposalRefusal {
  readonly by: string;
  readonly at: Instant;
  readonly reason: Reason;
}
