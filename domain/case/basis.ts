import type { Basis, BasisCode } from '../law.ts';
import { ladder } from './capabilities/instruments/ladder.ts';
import type { Environment } from './environment.ts';
import { clockOf, stepOf, type CaseState } from './state.ts';
import type { ClockKind } from './vocabulary.ts';

/** What the law says of a clock; the others rest on the procedure that sets them. */
const clocks: Readonly<Partial<Record<ClockKind, BasisCode>>> = {
  acceptance: 'licensing-law.32',
  promise: 'business-environment.36',
  statutory: 'licensing-law.42',
  special: 'licensing-law.45',
  delivery: 'licensing-law.44',
  publicity: 'rule.publicity.within',
};

/**
 * The basis of a transition that cites no article of its own: of an instrument that of its instrument, of a clock what
 * the law says of it, else the clause of the procedure: its version and the step or clock.
 */
export function standingBasis(state: CaseState | undefined, data: object, { procedure }: Environment): Basis {
  const about = data as { readonly instrument?: string; readonly clock?: string; readonly step?: string };
  const instrument = state?.instruments.find(each => each.instrument === about.instrument);
  if (instrument) return { code: ladder[instrument.level].basis };
  const clock = state && about.clock !== undefined ? clockOf(state, about.clock) : undefined;
  const law = clock && clocks[clock.kind];
  if (law !== undefined) return { code: law };
  const step = state && stepOf(state, about.step ?? clock?.step ?? '');
  const clause = step ? procedure.steps[step.step]?.title : about.clock;
  return { text: `${procedure.id}${clause === undefined ? '' : `：${clause}`}`.slice(0, 200) };
}
