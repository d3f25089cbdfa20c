import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';

export const check = (state: CaseState, event: EventOf<'completenessChecked'>): CaseState => ({
  ...state,
  checks: [...(state.checks ?? []), { ...event.data, at: when(event), by: event.actor.person }],
});

/** What was found is checked again once something was supplied; who found nothing in what stands need not. */
export const renew = (state: CaseState, isFormNew: boolean): Pick<CaseState, 'checks'> =>
  state.checks === undefined
    ? {}
    : { checks: isFormNew ? [] : state.checks.filter(({ defects }) => defects.length === 0) };
