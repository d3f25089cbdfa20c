import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { checkPapers, lacking, requireWindow } from '../../papers.ts';
import { requireApplicant, requireStatus } from '../../refusals.ts';

export function acceptTolerantly(draft: DecisionBuilder, { missing, promise }: CommandOf<'acceptTolerantly'>): void {
  requireWindow(draft, '容缺受理');
  requireStatus(draft.state, '容缺受理', 'received');
  if (draft.environment.procedure.modes.tolerant === undefined)
    throw new Refused('mode.notOffered', '容缺受理 is not offered by this procedure.');
  const { required, tolerable } = lacking(draft.state, draft);
  if (required.length > 0)
    throw new Refused(
      'acceptance.incomplete',
      `Required materials are never tolerated missing: ${required.join(', ')}.`,
      { basis: 'rule.tolerance.main', details: { required, tolerable } },
    );
  const same = missing.length === tolerable.length && missing.every(material => tolerable.includes(material));
  if (!same)
    throw new Refused(
      'acceptance.otherMissing',
      `Named as missing: ${missing.join(', ') || 'nothing'}; missing and tolerable: ` +
        `${tolerable.join(', ') || 'nothing'}.`,
      { details: { found: missing, expected: tolerable } },
    );
  draft.record('tolerantlyAccepted', { missing, promise }, { basis: 'rule.tolerance' });
}

/** 补齐: papers for what tolerant acceptance left open; the last one may set a waiting grant free. */
export function cure(draft: DecisionBuilder, { papers }: CommandOf<'cure'>): void {
  const { state } = draft;
  requireApplicant(state, draft.asked.actor, '补齐');
  requireStatus(state, '补齐', 'inReview', 'special', 'grantedTolerant', 'delivered');
  checkPapers(draft, papers);
  const other = papers.map(paper => paper.material).filter(material => !state.missing.includes(material));
  if (other.length > 0)
    throw new Refused(
      'cure.notMissing',
      `Not among what was tolerated: ${other.join(', ')}; open: ${state.missing.join(', ') || 'nothing'}.`,
      { details: { found: other, expected: state.missing } },
    );
  draft.record('cured', { papers }, { basis: 'rule.tolerance.within' });
}
