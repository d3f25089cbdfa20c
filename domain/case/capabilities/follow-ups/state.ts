import type { Instant } from '../../../calendar/day.ts';
import type { FollowUpReason } from '../../vocabulary.ts';

/** A case that goes on from another one. */
export interface FollowUp {
  readonly case: string;
  readonly why: FollowUpReason;
  readonly at: Instant;
  /** The permit that goes on in it, and when it told what became of it. */
  readonly permit?: string;
  readonly endedAt?: Instant;
}

/** The cases before and after this one. */
export interface FollowUpsState {
  /** The case that this one goes on from. */
  readonly follows?: {
    readonly case: string;
    readonly why: FollowUpReason;
    /** The permit that goes on, and the days of its validity: the first one where it is changed or corrected. */
    readonly permit?: string;
    readonly since?: string;
    readonly until?: string;
  };
  /** In the order in which they were opened. */
  readonly followUps?: readonly FollowUp[];
}
