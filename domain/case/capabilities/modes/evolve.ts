import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { syncOpenSteps } from '../../open-steps.ts';
import { inReview, type CaseState } from '../../state.ts';
import { accept } from '../intake/evolve.ts';

export const acceptAtOnce = (state: CaseState, event: EventOf<'acceptedAtOnce'>, environment: Environment): CaseState =>
  accept(state, event, 'accepted', when(event), environment);

/** The flow is asked anew without the mode: of its answers there are none yet. */
export function lapse(state: CaseState, event: EventOf<'modeLapsed'>, environment: Environment): CaseState {
  const { mode } = event.data;
  const next: CaseState = {
    ...state,
    modes: state.modes.filter(each => each !== mode),
    modesLapsed: [...(state.modesLapsed ?? []), mode],
  };
  return inReview(next) ? syncOpenSteps(next, when(event), environment) : next;
}

/** The flow is asked anew as it is without the commitment. No promise was broken: the letter is void. */
export function withdrawCommitment(
  state: CaseState,
  event: EventOf<'commitmentWithdrawn'>,
  environment: Environment,
): CaseState {
  const at = when(event);
  const next: CaseState = {
    ...state,
    modes: state.modes.filter(each => each !== 'commitment'),
    documents: state.documents.map(each => (each.kind === 'commitmentLetter' ? { ...each, voidedAt: at } : each)),
  };
  return inReview(next) ? syncOpenSteps(next, at, environment) : next;
}
