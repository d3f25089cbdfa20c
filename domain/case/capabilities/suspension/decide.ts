import type { Basis, BasisCode } from '../../../law.ts';
import type { Reason } from '../../../values.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import { suspensionOf } from '../../state.ts';
import { suspensionGrounds } from '../../vocabulary.ts';

/**
 * 中止: by the head of the lead unit, on a ground that the law knows, with written notice. Special procedures and waits
 * that the applicant causes have their own list; nothing else stops a clock of the office (C14).
 */
export function suspend(draft: DecisionBuilder, { ground, reason, notice }: CommandOf<'suspend'>): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, '中止', 'unit-head');
  requireUnit(asked.actor, '中止', environment.procedure.lead);
  const known = suspensionGrounds.find(each => each === ground);
  if (!known)
    throw new Refused(
      'pause.notListed',
      `${ground} does not stop a clock: only a law that orders it or force majeure does. Internal approval, ` +
        'consultation inside government, leave and meetings never do.',
      { basis: 'licensing-law.45', details: { found: ground, expected: suspensionGrounds } },
    );
  if (known === 'byLaw' && reason.basis === undefined)
    throw new Refused('pause.noBasis', 'A suspension by law names the article that orders it.', {
      basis: 'rule.suspension.byLaw',
      details: { found: null, expected: 'reason.basis' },
    });
  if (!notice)
    throw new Refused(
      'pause.notNoticed',
      'A pause is told to the applicant in writing: give the number and the digest of the notice.',
      { basis: 'licensing-law.45.written', details: { found: null, expected: 'notice' } },
    );
  if (suspensionOf(state))
    throw new Refused('case.suspended', 'The case is suspended already: it is resumed first.', {
      details: { notice: suspensionOf(state)!.notice },
    });
  if (state.suspensions?.some(each => each.notice === notice.number))
    throw new Refused(
      'pause.noticeTwice',
      `${notice.number} suspended this case before: each suspension has its own notice.`,
      { details: { found: notice.number } },
    );
  if (!state.clocks.some(clock => clock.party === 'agency' && clock.stoppedAt === undefined))
    throw new Refused('pause.nothingRuns', 'No clock of the office runs: there is nothing to suspend.', {
      details: { found: state.status },
    });
  draft.record('suspended', { ground: known, reason, notice }, { basis: basisOf(reason) });
}

/** What the head cites; force majeure needs no citation of its own. */
const basisOf = ({ basis }: Reason): BasisCode | Basis => (basis === undefined ? 'civil-code.180' : { text: basis });

/** 恢复办理: the same head, once the ground has gone; the clocks count on. */
export function resume(draft: DecisionBuilder, { reason }: CommandOf<'resume'>): void {
  requireRole(draft.asked.actor, '恢复办理', 'unit-head');
  requireUnit(draft.asked.actor, '恢复办理', draft.environment.procedure.lead);
  if (!suspensionOf(draft.state))
    throw new Refused('case.notSuspended', 'Only a suspended case is resumed; this one is not.', {
      details: { found: draft.state.status },
    });
  draft.record('resumed', { reason }, { basis: 'rule.suspension.over' });
}
