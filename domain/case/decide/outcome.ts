import { Refused } from '../../refusal.ts';
import { unifiedWindow } from '../../directory/directory.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionBuilder } from '../decision-builder.ts';
import { checkPapers } from './intake.ts';
import { requireApplicant, requireRole, requireStatus, requireUnit } from '../refusals.ts';
import { undecided } from '../state.ts';

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
  draft.record('cured', { papers }, { basis: '容缺受理：承诺期限内补齐' });
}

export function deliver(draft: DecisionBuilder, { how, receipt }: CommandOf<'deliver'>): void {
  requireRole(draft.asked.actor, '送达', 'window-clerk');
  requireUnit(draft.asked.actor, '送达', unifiedWindow);
  requireStatus(draft.state, '送达', 'granted', 'grantedTolerant', 'denied');
  draft.record('delivered', { how, receipt }, { basis: '行政许可法 44' });
}

export function publish(draft: DecisionBuilder, { where }: CommandOf<'publish'>): void {
  requireRole(draft.asked.actor, '双公示', 'officer', 'unit-head');
  requireUnit(draft.asked.actor, '双公示', draft.environment.procedure.lead);
  requireStatus(draft.state, '双公示', 'granted', 'grantedTolerant', 'delivered');
  if (draft.state.published) throw new Refused('publish.done', 'The decision is published already.');
  draft.record('published', { where }, { basis: '双公示：决定之日起七个工作日内' });
}

/** Withdrawal stops all; what was done stays on record. */
export function withdraw(draft: DecisionBuilder, { reason }: CommandOf<'withdraw'>): void {
  requireApplicant(draft.state, draft.asked.actor, '撤回申请');
  if (!undecided(draft.state))
    throw new Refused(
      'case.decided',
      `An application is withdrawn before it is decided; this one is ${draft.state.status}.`,
      { details: { found: draft.state.status } },
    );
  draft.record('withdrawn', { ...(reason && { reason }) }, { basis: '申请人在决定作出前撤回申请' });
}

export function terminate(draft: DecisionBuilder, { reasons }: CommandOf<'terminate'>): void {
  requireRole(draft.asked.actor, '终止办理', 'unit-head');
  requireUnit(draft.asked.actor, '终止办理', draft.environment.procedure.lead);
  if (!undecided(draft.state))
    throw new Refused('case.decided', `A case is terminated before it is decided; this one is ${draft.state.status}.`, {
      details: { found: draft.state.status },
    });
  draft.record('terminated', { reasons }, { basis: '申请材料虚假或者申请人主体资格灭失，终止办理' });
}
