import { defined } from '../../../defined.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';

export function rate(state: CaseState, event: EventOf<'rated'>): CaseState {
  const { grade, remark } = event.data;
  const said = { grade, ...defined({ remark }) };
  return { ...state, rating: { ...said, by: state.applicant, at: when(event) } };
}
