import { materialsAsked } from '../../../procedure/procedure.ts';
import type { Environment } from '../../environment.ts';
import type { CaseState } from '../../state.ts';

/** 容缺后补: what is still to come when the review begins is waited for after the decision. */
export function deferralsOf(state: CaseState, { procedure }: Environment): Pick<CaseState, 'deferred'> {
  const there = new Set(state.papers.map(({ material }) => material));
  const deferred = materialsAsked(procedure, state.form, state.modes).filter(
    ({ kind, name, fromApplicant }) => kind === 'deferred' && fromApplicant && !there.has(name),
  );
  return deferred.length === 0 ? {} : { deferred: deferred.map(({ name }) => name) };
}
