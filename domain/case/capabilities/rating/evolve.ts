import { when, type EventOf } from '../../event.ts';
import { partyOf } from '../../refusals.ts';
import type { CaseState } from '../../state.ts';

export function rate(state: CaseState, event: EventOf<'rated'>): CaseState {
  const { grade, remark } = event.data;
  const by = partyOf(event.actor) ?? event.actor.person;
  return { ...state, rating: { grade, ...(remark !== undefined && { remark }), by, at: when(event) } };
}
