import type { ProposalState } from './state.ts';
import type { Instant } from '../../../calendar/day.ts';
import { defined } from '../../../defined.ts';
import type { Json, Paper, PersonalReference } from '../../../values.ts';
import type { Stage } from './stage.ts';

export interface ProposalView {
  readonly seq: number;
  readonly at: Instant;
  readonly answer: Json;
  /** The papers that come with it. */
  readonly papers?: readonly Paper[];
  readonly personal?: PersonalReference;
  /** Who proposed it, then who confirmed it. */
  readonly people: readonly string[];
  /** What it waits for. */
  readonly next: Stage;
}

export const proposalView = (
  { seq, at, answer, people, papers, personal }: ProposalState,
  next: Stage,
): ProposalView => ({
  seq,
  at,
  answer,
  ...defined({ papers, personal }),
  people: people.map(each => each.person),
  next,
});
