import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import type { StepState } from '../../state.ts';

/** A step is answered when its special procedure is over, unless the whole step is one. */
export function refuseWhilePaused({ environment }: Asking, { id, step, special }: StepState): void {
  if (special !== undefined && environment.procedure.steps[step]?.special === undefined)
    throw new Refused('step.paused', { step: id, found: special }, 'licensing-law.45');
}
