import { viewOf } from './case-view.ts';
import { clockName } from './clocks.ts';
import { defined } from '../defined.ts';
import type { Environment } from './environment.ts';
import type { Dated } from './notice-params.ts';
import type { CaseState } from './state.ts';

const mainKinds: ReadonlySet<string> = new Set([
  'acceptance',
  'correction',
  'held',
  'tolerance',
  'promise',
  'statutory',
]);

/** When the limits that the applicant lives by end, as far as it can be told: of those that run. */
export function mainDates(state: CaseState, environment: Environment): readonly Dated[] {
  const { clocks } = viewOf(state, environment);
  return state.clocks.flatMap(clock => {
    const view = clocks.find(each => each.clock === clock.clock);
    if (!mainKinds.has(clock.kind) || clock.stoppedAt !== undefined || view?.due === undefined) return [];
    const { due, projected, provisional } = view;
    return [{ clock: clockName(clock, state, environment.procedure), due, projected, ...defined({ provisional }) }];
  });
}
