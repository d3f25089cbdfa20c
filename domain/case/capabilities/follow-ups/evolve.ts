import { when, type EventOf } from '../../event.ts';
import { defined } from '../../../defined.ts';
import type { CaseState } from '../../state.ts';
import type { FollowUp } from './state.ts';

export const openFollowUp = (state: CaseState, event: EventOf<'followUpOpened'>): CaseState => ({
  ...state,
  followUps: [...(state.followUps ?? []), followUpOf(event)],
});

const followUpOf = (event: EventOf<'followUpOpened'>): FollowUp => {
  const { case: id, why, permit } = event.data;
  return { case: id, why, at: when(event), ...defined({ permit }) };
};

/** What was granted is revoked for the reasons of the ruling; what was done stays on record. */
export const annul = (state: CaseState, event: EventOf<'decisionAnnulled'>): CaseState => ({
  ...state,
  annulledAt: when(event),
  reasons: event.data.reasons,
  permits: state.permits.map(permit =>
    permit.state === 'granted' ? { ...permit, state: 'revoked', reasons: event.data.reasons } : permit,
  ),
});
