import { when, type EventOf } from '../../event.ts';
import type { CaseState, PermitState } from '../../state.ts';

const change = (
  permits: readonly PermitState[],
  which: readonly string[],
  to: Pick<PermitState, 'state'> & Partial<PermitState>,
): readonly PermitState[] =>
  permits.map(each => (each.state === 'granted' && which.includes(each.permit) ? { ...each, ...to } : each));

/** What was granted anew takes the place of the permit that it continues. */
export const endContinuation = (state: CaseState, event: EventOf<'continuationEnded'>): CaseState => {
  const { case: id, permit, isGranted } = event.data;
  return {
    ...state,
    followUps: (state.followUps ?? []).map(each => (each.case === id ? { ...each, endedAt: when(event) } : each)),
    permits: isGranted ? change(state.permits, [permit], { state: 'replaced' }) : state.permits,
  };
};

export const cancel = (state: CaseState, { data }: EventOf<'permitsCancelled'>): CaseState => ({
  ...state,
  permits: change(state.permits, data.permits, { state: 'cancelled', reasons: data.reasons }),
});
