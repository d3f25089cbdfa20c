import { unifiedWindow } from '../directory/directory.ts';
import { materialsAsked } from '../procedure/procedure.ts';
import { Refused } from '../refusal.ts';
import type { Paper } from '../values.ts';
import type { DecisionBuilder } from './decision-builder.ts';
import { type Act, requireRole, requireUnit } from './refusals.ts';
import type { CaseState } from './state.ts';

export function requireWindow(draft: DecisionBuilder, act: Act): void {
  requireRole(draft.asked.actor, act, 'window-clerk');
  requireUnit(draft.asked.actor, act, unifiedWindow);
}

export function checkPapers(draft: DecisionBuilder, papers: readonly Paper[]): void {
  const known = Object.keys(draft.environment.procedure.materials);
  const unknown = papers.map(paper => paper.material).filter(material => !known.includes(material));
  if (unknown.length > 0)
    throw new Refused('material.unknown', { found: unknown, expected: known }, 'licensing-law.31');
  const twice = papers.map(paper => paper.material).filter((material, index, all) => all.indexOf(material) !== index);
  if (twice.length > 0) throw new Refused('material.twice', { found: twice });
}

/** What is asked and not there: the required materials, and those that may be tolerated. */
export function lacking(
  state: CaseState,
  draft: DecisionBuilder,
): { readonly required: readonly string[]; readonly tolerable: readonly string[] } {
  const there = new Set(state.papers.map(paper => paper.material));
  const lack = materialsAsked(draft.environment.procedure, state.form).filter(material => !there.has(material.name));
  return {
    required: lack.filter(each => each.kind === 'required').map(each => each.name),
    tolerable: lack.filter(each => each.kind === 'tolerable').map(each => each.name),
  };
}
