import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { requireOwnStep } from '../../own-step.ts';
import { checkDeferred } from '../../papers.ts';
import { refuseWhileSuspended } from '../../refusals.ts';
import type { StepState } from '../../state.ts';
import { requireSeat } from '../conference/guard.ts';
import { requireObjection } from '../objections/guard.ts';
import { requirePost } from '../proposal/guard.ts';
import { refuseWhilePaused } from './paused.ts';

export function claim(asking: Asking, { step: id }: Named<CommandOf<'claim'>>): void {
  const step = requireOwnStep(asking, id, 'claim');
  refuseWhileProposed(step);
  if (step.claimedBy === asking.asked.actor.person) throw new Refused('step.claimed', { step: id });
}

export function answer(asking: Asking, { step: id }: Named<CommandOf<'answer'>>): void {
  const step = requireOwnStep(asking, id, 'answer');
  const { kind, people } = asking.environment.procedure.steps[step.step]!;
  if (kind !== 'applicant') refuseWhileSuspended(asking.state, 'answer');
  refuseWhilePaused(asking, step);
  refuseWhileProposed(step);
  requireObjection(asking, step);
  requireSeat(asking, step);
  checkDeferred(asking, step.step);
  if (people > 1) requirePost(asking, step, 0);
}

/** An answer that waits for others is confirmed or refused first. */
function refuseWhileProposed({ id, proposal }: StepState): void {
  if (proposal) throw new Refused('step.proposed', { step: id, proposal: proposal.seq }, 'licensing-law.34');
}
