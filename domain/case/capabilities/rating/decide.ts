import { dueOf } from '../../../clock/clock.ts';
import { rulesFor } from '../../../procedure/language/policy.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { calendarOf } from '../../environment.ts';
import { requireApplicant, requireSeparation } from '../../refusals.ts';
import { badGrades } from '../../vocabulary.ts';
import { openFollowUp } from '../follow-ups/decide.ts';
import { defined } from '../../../defined.ts';

/** 好差评: by the applicant, once, from the hand-over on and within what the policy allows. */
export function rate(draft: DecisionBuilder, { grade, remark, review }: CommandOf<'rate'>): void {
  const { state, asked, environment } = draft;
  requireApplicant(state, asked.actor, 'rate');
  // At the window somebody else writes down what the applicant says of the service: nobody rates their own.
  if (asked.actor.role === 'window-clerk') requireSeparation(state, asked.actor.person, 'rate');
  // What is settled is handed over by nobody: it may be rated from then on.
  const from = state.deliveredAt ?? (state.status === 'settled' || isSettled(draft) ? state.decidedAt : undefined);
  if (from === undefined) throw new Refused('rating.notDelivered', { found: state.status });
  if (state.rating) throw new Refused('rating.twice', { found: state.rating.grade });
  const { policies } = environment.procedure;
  const { at: until } = dueOf(calendarOf(state, environment), {
    anchor: from,
    ...(from === state.decidedAt && state.decidedOn !== undefined && { isAnchoredAtDayEnd: true }),
    limit: policies.rating.within,
    party: 'applicant',
    pauses: [],
    extensions: [],
    warns: false,
    ...rulesFor(policies, 'applicant'),
  });
  if (asked.askedAt > until) throw new Refused('rating.late', { until, asked: asked.askedAt });
  draft.record('rated', { grade, ...defined({ remark }) }, { basis: 'rule.rating' });
  if (review !== undefined && badGrades.includes(grade)) openFollowUp(draft, 'badReview', review);
}

/** Closed after a settlement: decided, with neither a permit nor a refusal. */
const isSettled = ({ state }: DecisionBuilder): boolean =>
  state.status === 'closed' && state.permits.length === 0 && state.remedies === undefined;
