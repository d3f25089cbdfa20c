import { materialsAsked } from '../procedure/procedure.ts';
import { holds } from '../procedure/language/condition.ts';
import { isFileOf } from '../file-types.ts';
import { Refused } from '../refusal.ts';
import type { Paper } from '../values.ts';
import type { Asking } from './capability.ts';
import { windowOf } from './pinned-units.ts';
import { type Act, requireRole, requireUnit } from './refusals.ts';
import type { CaseState } from './state.ts';

export function requireWindow(draft: Asking, act: Act): void {
  requireRole(draft.asked.actor, act, 'window-clerk');
  requireUnit(draft.asked.actor, act, windowOf(draft.state));
}

export function checkPapers(draft: Asking, papers: readonly Paper[]): void {
  const known = Object.keys(draft.environment.procedure.materials);
  const unknown = papers.map(paper => paper.material).filter(material => !known.includes(material));
  if (unknown.length > 0)
    throw new Refused('material.unknown', { found: unknown, expected: known }, 'licensing-law.31');
  const { role } = draft.asked.actor;
  // What the office makes, or takes from shared data, nobody else hands in as such.
  const claimed = papers.filter(
    ({ suppliedBy }) =>
      (suppliedBy === 'sharedData' || suppliedBy === 'office') && (role === 'applicant' || role === 'agent'),
  );
  if (claimed.length > 0)
    throw new Refused('material.notShared', { found: claimed.map(({ material }) => material) }, 'rule.sharedData');
  const materials = draft.environment.procedure.materials;
  const replaced = papers.filter(paper => paper.instead && materials[paper.material]?.instead === undefined);
  if (replaced.length > 0)
    throw new Refused('material.notReplaced', { found: replaced.map(({ material }) => material) });
  const twice = papers.map(paper => paper.material).filter((material, index, all) => all.indexOf(material) !== index);
  if (twice.length > 0) throw new Refused('material.twice', { found: twice });
  for (const { material, file } of papers) {
    const rule = materials[material]?.files;
    if (!file || !rule || isFileOf(rule, file)) continue;
    const { type, bytes } = file;
    throw new Refused('material.fileUnfit', { material, found: { type, bytes }, expected: rule });
  }
}

/**
 * What is asked of the applicant and not there: the required materials, and those that may be tolerated. What comes
 * from shared data is asked of nobody.
 */
export function lacking(
  state: CaseState,
  draft: Asking,
): { readonly required: readonly string[]; readonly tolerable: readonly string[] } {
  const there = new Set(state.papers.map(paper => paper.material));
  const lack = materialsAsked(draft.environment.procedure, state.form, state.modes).filter(
    material => material.fromApplicant && !there.has(material.name),
  );
  return {
    required: lack.filter(each => each.kind === 'required').map(each => each.name),
    tolerable: lack.filter(each => each.kind === 'tolerable').map(each => each.name),
  };
}

/**
 * The papers that come with a step: what it gives and is not on file yet, all of it, and nothing else.
 * @throws Refused
 */
export function checkGiven(draft: Asking, step: string, papers: readonly Paper[]): void {
  const { state } = draft;
  const { materials, steps } = draft.environment.procedure;
  checkPapers(draft, papers);
  const gives = steps[step]?.gives ?? [];
  const brought = papers.map(({ material }) => material);
  const other = brought.filter(material => !gives.includes(material));
  if (other.length > 0) throw new Refused('material.notOfStep', { step, found: other, expected: gives });
  const there = new Set([...brought, ...state.papers.map(({ material }) => material)]);
  const lack = gives.filter(material => holds(materials[material]?.when, state.form) && !there.has(material));
  if (lack.length > 0) throw new Refused('step.papersMissing', { step, found: brought, expected: lack });
}

/** What was put off to an event (容缺后补) has to be on file when the event happens. */
export function checkDeferred({ state, environment: { procedure } }: Asking, step: string): void {
  const lack = state.missing.filter(material => procedure.materials[material]?.before === step);
  if (lack.length > 0) throw new Refused('step.papersMissing', { step, found: [], expected: lack }, 'rule.deferral');
}
