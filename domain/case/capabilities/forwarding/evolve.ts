import { stopClocks } from '../../clocks.ts';
import { cancelOpenSteps, end } from '../../end.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { startDelivery } from '../decision/evolve.ts';

/** What is decided here is decided: the clocks of the office stop. The milestones run on. (A20) */
export const sendUp = (state: CaseState, event: EventOf<'sentUp'>): CaseState => {
  const at = when(event);
  const sent = { ...cancelOpenSteps(state, at), status: 'atUpper' as const, sentUp: { ...event.data, at } };
  return stopClocks(sent, ({ kind }) => kind !== 'milestone' && kind !== 'delivery' && kind !== 'publicity', at);
};

/** The answer of the unit above is handed over here, where the application was filed (一窗出件). */
export function answer(state: CaseState, event: EventOf<'answeredFromAbove'>, environment: Environment): CaseState {
  const at = when(event);
  const { end: ending, permits, refused, reasons } = event.data;
  const answered: CaseState = { ...state, ...(state.sentUp && { sentUp: { ...state.sentUp, answeredAt: at } }) };
  if (ending === 'ended') return end(answered, 'terminated', at, reasons);
  const decided: CaseState = {
    ...stopClocks(answered, ({ kind }) => kind !== 'delivery' && kind !== 'publicity', at),
    status: ending,
    decidedAt: at,
    effectiveAt: at,
    reasons,
    ...(ending === 'denied' && { remedies: 'reviewOrSuit' }),
    permits: [
      ...state.permits,
      ...permits
        .filter(({ permit }) => !state.permits.some(each => each.permit === permit))
        .map(permit => ({ ...permit, state: 'granted' as const, reasons: [] })),
      ...Object.entries(refused).map(([permit, why]) => ({ permit, state: 'refused' as const, reasons: why })),
    ],
  };
  return environment.procedure.intake.by === 'application' ? startDelivery(decided, at, environment) : decided;
}
