import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { checkPapers, lacking, requireWindow } from '../../papers.ts';
import { requireApplicant, requireStatus } from '../../refusals.ts';
import { requireChecks } from '../completeness/checks.ts';
import { endVisit } from '../modes/decide.ts';
import { requireCredit } from '../modes/guards.ts';

export function acceptTolerantly(draft: DecisionBuilder, { missing, promise }: CommandOf<'acceptTolerantly'>): void {
  requireWindow(draft, 'acceptTolerantly');
  requireStatus(draft.state, 'acceptTolerantly', 'received');
  if (draft.environment.procedure.modes.tolerant === undefined)
    throw new Refused('mode.notOffered', {
      found: ['tolerant'],
      expected: Object.keys(draft.environment.procedure.modes),
    });
  requireCredit('tolerant', draft.environment.procedure.modes.tolerant, draft.state.creditGrade);
  const { required, tolerable } = lacking(draft.state, draft);
  if (required.length > 0)
    throw new Refused('acceptance.incomplete', { act: 'acceptTolerantly', required, tolerable }, 'rule.tolerance.main');
  requireChecks(draft, 'acceptTolerantly', item => tolerable.includes(item));
  const same = missing.length === tolerable.length && missing.every(material => tolerable.includes(material));
  if (!same) throw new Refused('acceptance.otherMissing', { found: missing, expected: tolerable });
  draft.record('tolerantlyAccepted', { missing, promise }, { basis: 'rule.tolerance' });
  endVisit(draft);
}

/** 补齐: papers for what tolerant acceptance left open; the last one may set a waiting grant free. */
export function cure(draft: DecisionBuilder, { papers }: CommandOf<'cure'>): void {
  const { state } = draft;
  requireApplicant(state, draft.asked.actor, 'cure');
  requireStatus(state, 'cure', 'inReview', 'special', 'grantedTolerant', 'delivered');
  checkPapers(draft, papers);
  const other = papers.map(paper => paper.material).filter(material => !state.missing.includes(material));
  if (other.length > 0) throw new Refused('cure.notMissing', { found: other, expected: state.missing });
  draft.record('cured', { papers }, { basis: 'rule.tolerance.within' });
}
