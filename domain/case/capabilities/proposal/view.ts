import type { ProposalState } from './state.ts';
import type { Instant } from '../../../calendar/day.ts';
import type { Json } from '../../../values.ts';
import type { Stage } from './stage.ts';

export interface ProposalView {
  readonly seq: number;
  readonly at: Instant;
  readonly answer: Json;
  /** Who proposed it, then who confirmed it. */
  readonly people: readonly string[];
  /** What it waits for. */
  readonly next: Stage;
}

export const proposalView = ({ seq, at, answer, people }: ProposalState, next: Stage): ProposalView => ({
  seq,
  at,
  answer,
  people: people.map(each => each.person),
  next,
});
