import type { NotAnswered } from '../../../procedure/procedure.ts';
import { Refused } from '../../../refusal.ts';

/** Why the flow does not take an answer, as a refusal. */
export function notAnswered(step: string, tried: NotAnswered): Refused {
  switch (tried.refused) {
    case 'invalid':
      return new Refused('step.invalid', { step, issues: tried.issues });
    case 'defect':
      return new Refused('step.defect', { step, fault: tried.fault });
    default:
      return new Refused(`step.${tried.refused}`, { step, found: tried.refused, expected: tried.open });
  }
}
