import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';

export const openFollowUp = (state: CaseState, event: EventOf<'followUpOpened'>): CaseState => ({
  ...state,
  followUps: [...(state.followUps ?? []), { case: event.data.case, why: event.data.why, at: when(event) }],
});

/** What was granted is revoked for the reasons of the ruling; what was done stays on record. */
export const annul = (state: CaseState, event: EventOf<'decisionAnnulled'>): CaseState => ({
  ...state,
  annulledAt: when(event),
  reasons: event.data.reasons,
  permits: state.permits.map(permit =>
    permit.state === 'granted' ? { ...permit, state: 'revoked', reasons: event.data.reasons } : permit,
  ),
});
