import { defined } from '../../../defined.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { checkForm, fieldsOf } from '../../form.ts';
import { checkPapers, lacking, requireWindow } from '../../papers.ts';
import { requireApplicant, requireStatus } from '../../refusals.ts';

/**
 * One notice names every defect, so every required material that is missing; a second one only what was newly supplied
 * (一次性告知). (A2)
 */
export function giveNotice(draft: DecisionBuilder, { defects }: CommandOf<'giveNotice'>): void {
  requireWindow(draft, '一次性告知');
  requireStatus(draft.state, '一次性告知', 'received');
  const {
    state,
    environment: { procedure },
  } = draft;
  const named = defects.map(defect => defect.item);
  const known = [...Object.keys(procedure.materials), ...fieldsOf(procedure)];
  const unknown = named.filter(item => !known.includes(item));
  if (unknown.length > 0)
    throw new Refused('notice.unknownItem', `Neither a material nor a field of the form: ${unknown.join(', ')}.`, {
      details: { found: unknown, expected: known },
    });
  const mayBeNamed = (item: string): boolean => state.supplied === undefined || state.supplied.includes(item);
  const old = named.filter(item => !mayBeNamed(item));
  if (old.length > 0)
    throw new Refused(
      'notice.second',
      `A second notice may name only newly supplied items; these were there before: ${old.join(', ')}.`,
      { basis: 'licensing-law.32.4.once', details: { found: old, expected: state.supplied } },
    );
  const silent = lacking(state, draft).required.filter(
    material =>
      procedure.materials[material]?.source === undefined && mayBeNamed(material) && !named.includes(material),
  );
  if (silent.length > 0)
    throw new Refused(
      'notice.incomplete',
      `One notice names every defect; also missing: ${silent.join(', ')}. Name them too: what it leaves out cannot ` +
        'be asked for later.',
      { basis: 'licensing-law.32.4.whole', details: { found: named, expected: [...named, ...silent] } },
    );
  draft.record('noticeGiven', { defects }, { basis: 'licensing-law.32.4' });
}

export function supply(draft: DecisionBuilder, { papers, form, personal }: CommandOf<'supply'>): void {
  requireApplicant(draft.state, draft.asked.actor, '补正');
  requireStatus(draft.state, '补正', 'correction', 'held');
  checkPapers(draft, papers);
  if (form !== undefined) checkForm(draft.environment.procedure, form);
  const materials = Object.keys(draft.environment.procedure.materials);
  const brought = new Set(papers.map(paper => paper.material));
  const open = draft.state.defects
    .map(defect => defect.item)
    .filter(item => (materials.includes(item) ? !brought.has(item) : form === undefined && personal === undefined));
  if (open.length > 0)
    throw new Refused(
      'supply.incomplete',
      `Every item of the notice is answered at once; still open: ${open.join(', ')}.`,
      { details: { found: [...brought], expected: open } },
    );
  draft.record(
    'supplied',
    { papers, ...defined({ form }), ...(personal && { personal }) },
    { basis: 'licensing-law.32.4' },
  );
}
