import type { Instant } from '../../../calendar/day.ts';
import { dueOf } from '../../../clock/clock.ts';
import { rulesFor } from '../../../procedure/language/policy.ts';
import { Refused } from '../../../refusal.ts';
import type { Asking } from '../../capability.ts';
import { calendarOf } from '../../environment.ts';
import { requireApplicant, requireSeparation } from '../../refusals.ts';
import type { CaseState } from '../../state.ts';

/** 好差评: by the applicant, once, from the hand-over on and within what the policy allows. */
export function rate(asking: Asking): void {
  const { state, asked } = asking;
  requireApplicant(state, asked.actor, 'rate');
  // At the window somebody else writes down what the applicant says of the service: nobody rates their own.
  if (asked.actor.role === 'window-clerk') requireSeparation(state, asked.actor.person, 'rate');
  // What is settled is handed over by nobody: it may be rated from then on.
  const from = state.deliveredAt ?? (state.status === 'settled' || isSettled(state) ? state.decidedAt : undefined);
  if (from === undefined) throw new Refused('rating.notDelivered', { found: state.status });
  if (state.rating) throw new Refused('rating.twice', { found: state.rating.grade });
  const until = endOfRating(asking, from);
  if (asked.askedAt > until) throw new Refused('rating.late', { until, asked: asked.askedAt });
}

function endOfRating({ state, environment }: Asking, from: Instant): Instant {
  const { policies } = environment.procedure;
  return dueOf(calendarOf(state, environment), {
    anchor: from,
    ...(from === state.decidedAt && state.decidedOn !== undefined && { isAnchoredAtDayEnd: true }),
    limit: policies.rating.within,
    party: 'applicant',
    pauses: [],
    extensions: [],
    warns: false,
    ...rulesFor(policies, 'applicant'),
  }).at;
}

/** Closed after a settlement: decided, with neither a permit nor a refusal. */
const isSettled = ({ status, permits, remedies }: CaseState): boolean =>
  status === 'closed' && permits.length === 0 && remedies === undefined;
