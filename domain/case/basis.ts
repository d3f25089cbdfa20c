import { ladder } from './capabilities/instruments/ladder.ts';
import type { Environment } from './environment.ts';
import { clockOf, stepOf, type CaseState } from './state.ts';
import type { ClockKind } from './vocabulary.ts';

/** What the law says of a clock; the others rest on the procedure that sets them. */
const clocks: Readonly<Partial<Record<ClockKind, string>>> = {
  acceptance: '行政许可法 32',
  promise: '优化营商环境条例 36',
  statutory: '行政许可法 42',
  special: '行政许可法 45',
  delivery: '行政许可法 44',
  publicity: '双公示：决定之日起七个工作日内',
};

/** 救济途径, told with every refusal and revocation of a permit (行政许可法 38; the periods of 行政复议法 20 and 行政诉讼法 46). */
export const remedies = '如不服本决定，可自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。';

/**
 * The basis of a transition that cites no article of its own: of an instrument that of its instrument, of a clock what the
 * law says of it,
 * else the clause of the procedure: its version and the step or clock.
 */
export function standingBasis(state: CaseState | undefined, data: object, { procedure }: Environment): string {
  const about = data as { readonly instrument?: string; readonly clock?: string; readonly step?: string };
  const instrument = state?.instruments.find(each => each.instrument === about.instrument);
  if (instrument) return ladder[instrument.level].basis;
  const clock = state && about.clock !== undefined ? clockOf(state, about.clock) : undefined;
  const law = clock && clocks[clock.kind];
  if (law !== undefined) return law;
  const step = state && stepOf(state, about.step ?? clock?.step ?? '');
  const clause = step ? procedure.steps[step.step]?.title : about.clock;
  return `${procedure.id}${clause === undefined ? '' : `：${clause}`}`.slice(0, 200);
}
