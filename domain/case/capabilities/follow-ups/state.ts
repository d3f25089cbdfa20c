import type { Instant } from '../../../calendar/day.ts';
import type { FollowUpReason } from '../../vocabulary.ts';

/** A case that goes on from another one. */
export interface FollowUp {
  readonly case: string;
  readonly why: FollowUpReason;
  readonly at: Instant;
}

/** The cases before and after this one. */
export interface FollowUpsState {
  /** The case that this one goes on from. */
  readonly follows?: { readonly case: string; readonly why: FollowUpReason };
  /** In the order in which they were opened. */
  readonly followUps?: readonly FollowUp[];
}
