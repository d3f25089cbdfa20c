import { defined } from '../../../defined.ts';
import { startClock } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { dayWhen, when, type EventOf } from '../../event.ts';
import { leadOf, windowOf } from '../../pinned-units.ts';
import type { CaseState } from '../../state.ts';
import { isFromBelow } from '../forwarding/links.ts';
import { validityOf } from '../permits/validity.ts';
import { clockOfPermit } from './early.ts';

/**
 * Each permit has its number, its validity, and clocks of its own for the hand-over (行政许可法 44) and publication. (A21)
 */
export function grantEarly(state: CaseState, event: EventOf<'grantedEarly'>, environment: Environment): CaseState {
  const at = when(event);
  const { procedure } = environment;
  const { permits, conditions = {} } = event.data;
  const granted = permits.map((permit, index) => ({
    permit,
    state: 'granted' as const,
    reasons: [],
    // For a case below that one hands it over, with the rest.
    ...(!isFromBelow(state) && { isEarly: true as const }),
    number: `${state.number}/${state.permits.length + index + 1}`,
    ...validityOf(state, procedure.permits[permit] ?? { title: permit }, permit, dayWhen(event)),
    ...defined({ conditions: conditions[permit] }),
  }));
  let next: CaseState = { ...state, permits: [...state.permits, ...granted] };
  for (const permit of permits) {
    const clock = { anchor: at, party: 'agency' } as const;
    const delivery = { ...clock, unit: windowOf(state), limit: procedure.policies.delivery.within };
    if (!isFromBelow(state))
      next = startClock(next, { ...delivery, clock: clockOfPermit('delivery', permit), kind: 'delivery' }, environment);
    const { publicity } = procedure.policies;
    if (!publicity) continue;
    const publishing = { ...clock, unit: leadOf(state, environment), limit: publicity.within };
    next = startClock(
      next,
      { ...publishing, clock: clockOfPermit('publicity', permit), kind: 'publicity' },
      environment,
    );
  }
  return next;
}
