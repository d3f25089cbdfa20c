import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { checkPapers, lacking } from '../../papers.ts';
import { endVisit } from '../modes/decide.ts';

export function acceptTolerantly(draft: DecisionBuilder, { missing, promise }: CommandOf<'acceptTolerantly'>): void {
  const { tolerable } = lacking(draft.state, draft);
  const same = missing.length === tolerable.length && missing.every(material => tolerable.includes(material));
  if (!same) throw new Refused('acceptance.otherMissing', { found: missing, expected: tolerable });
  draft.record('tolerantlyAccepted', { missing, promise }, { basis: 'rule.tolerance' });
  endVisit(draft);
}

/** 补齐: papers for what tolerant acceptance left open; the last one may set a waiting grant free. */
export function cure(draft: DecisionBuilder, { papers }: CommandOf<'cure'>): void {
  const { missing } = draft.state;
  checkPapers(draft, papers);
  const other = papers.map(paper => paper.material).filter(material => !missing.includes(material));
  if (other.length > 0) throw new Refused('cure.notMissing', { found: other, expected: missing });
  draft.record('cured', { papers }, { basis: 'rule.tolerance.within' });
}
