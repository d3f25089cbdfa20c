import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { requireOwnStep } from '../../own-step.ts';
import type { StepState } from '../../state.ts';
import { refuseWhilePaused } from '../steps/paused.ts';
import { postsFor, stageAfter } from './stage.ts';
import type { ProposalState } from './state.ts';

export function confirm(asking: Asking, { step: id }: Named<CommandOf<'confirm'>>): void {
  const step = requireOwnStep(asking, id, 'confirm');
  refuseWhilePaused(asking, step);
  const proposal = requireProposal(step);
  requireAnother(step, proposal, asking.asked.actor.person);
  requirePost(asking, step, proposal.people.length);
}

export function refuse(asking: Asking, { step: id }: Named<CommandOf<'refuseProposal'>>): void {
  requireProposal(requireOwnStep(asking, id, 'refuseProposal'));
}

/** The proposal that waits, the one that is named where one is. */
export function requireProposal({ id, proposal }: StepState, seq = proposal?.seq): ProposalState {
  if (proposal && proposal.seq === seq) return proposal;
  throw new Refused('proposal.other', { step: id, found: seq ?? null, expected: proposal?.seq ?? null });
}

/** Two people are two: nobody confirms what they proposed or confirmed themselves. (A16) */
function requireAnother({ id }: StepState, { people }: ProposalState, person: string): void {
  if (people.some(each => each.person === person))
    throw new Refused('proposal.samePerson', { step: id }, 'licensing-law.34');
}

/** 承办、审核、批准 belong to posts. `done` people have acted before. */
export function requirePost({ environment, asked }: Asking, { id, step }: StepState, done: number): void {
  const stage = stageAfter(environment.procedure.steps[step]!, done);
  const posts = stage && postsFor(stage);
  const { post } = asked.actor;
  if (!posts || posts.some(each => each === post)) return;
  throw new Refused('proposal.post', { step: id, stage: stage!, found: post ?? null, expected: posts });
}
