import type { Json } from '../../../values.ts';
import type { CaseState, StepState } from '../../state.ts';
import type { Ruling } from './state.ts';
import { defined } from '../../../defined.ts';

/** The objections to a notice, in the order in which they came. */
export const objectionsOf = (state: CaseState, notice: string): readonly StepState[] =>
  state.steps.filter(step => step.objection?.notice === notice);

export const hasOpenObjections = (state: CaseState, notice: string): boolean =>
  objectionsOf(state, notice).some(({ end }) => end === undefined);

/** What a notice came to: every objection that was answered, with what was found. */
export function outcomeOfNotice(state: CaseState, notice: string, more: Readonly<Record<string, Ruling>> = {}): Json {
  const objections = objectionsOf(state, notice).flatMap(({ id, objection }): Json[] => {
    const found = more[id] ?? objection?.ruling;
    if (!objection || !found) return [];
    const { reason, concerns } = objection;
    const { isUpheld, reasons } = found;
    return [{ ...reason, ...defined({ concerns }), isUpheld, reasons: reasons.map(each => ({ ...each })) }] as Json[];
  });
  return { objections };
}
