import { defined } from '../../../defined.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { checkForm, tryForm } from '../../form.ts';
import { checkPapers, lacking } from '../../papers.ts';
import { itemsFound } from '../completeness/checks.ts';
import { mayBeNamed, requireNameable } from './nameable.ts';

/**
 * One notice names every defect, so every required material that is missing; a second one only what was newly supplied
 * (一次性告知). (A2)
 */
export function giveNotice(draft: DecisionBuilder, { defects }: CommandOf<'giveNotice'>): void {
  const { state } = draft;
  requireNameable(draft, defects);
  const named = defects.map(defect => defect.item);
  const lack = [...lacking(state, draft).required, ...itemsFound(state)];
  const silent = [...new Set(lack)].filter(item => mayBeNamed(state, item) && !named.includes(item));
  if (silent.length > 0)
    throw new Refused(
      'notice.incomplete',
      { found: named, expected: [...named, ...silent], missing: silent },
      'licensing-law.32.4.whole',
    );
  draft.record('noticeGiven', { defects }, { basis: 'licensing-law.32.4' });
}

export function supply(draft: DecisionBuilder, { papers, form, personal }: CommandOf<'supply'>): void {
  checkPapers(draft, papers);
  if (form !== undefined) {
    checkForm(draft.environment.procedure, form);
    tryForm(draft.environment.procedure, { ...draft.state, form });
  }
  const materials = Object.keys(draft.environment.procedure.materials);
  const brought = new Set(papers.map(paper => paper.material));
  const open = draft.state.defects
    .map(defect => defect.item)
    .filter(item => (materials.includes(item) ? !brought.has(item) : form === undefined && personal === undefined));
  if (open.length > 0) throw new Refused('supply.incomplete', { found: [...brought], expected: open });
  draft.record('supplied', { papers, ...defined({ form, personal }) }, { basis: 'licensing-law.32.4' });
}
