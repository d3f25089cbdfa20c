import type { Basis, BasisCode } from '../../../law.ts';
import type { Reason } from '../../../values.ts';
import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import type { CaseState } from '../../state.ts';
import { suspensionGrounds } from '../../vocabulary.ts';

/**
 * 中止: by the head of the lead unit, on a ground that the law knows, with written notice. Special procedures and waits
 * that the applicant causes have their own list; nothing else stops a clock of the office (C14).
 */
export function suspend(draft: DecisionBuilder, { ground, reason, notice }: CommandOf<'suspend'>): void {
  const { state } = draft;
  const known = suspensionGrounds.find(each => each === ground);
  if (!known) throw new Refused('pause.notListed', { found: ground, expected: suspensionGrounds }, 'licensing-law.45');
  if (known === 'byLaw' && reason.basis === undefined)
    throw new Refused('pause.noBasis', { found: null, expected: 'reason.basis' }, 'rule.suspension.byLaw');
  if (!notice) throw new Refused('pause.notNoticed', { found: null, expected: 'notice' }, 'licensing-law.45.written');
  if (isUsed(state, notice.number)) throw new Refused('pause.noticeTwice', { found: notice.number });
  const stopsAll = known === 'forceMajeure';
  if (!state.clocks.some(clock => (stopsAll || clock.party === 'agency') && clock.stoppedAt === undefined))
    throw new Refused('pause.nothingRuns', { found: state.status });
  draft.record('suspended', { ground: known, reason, notice }, { basis: basisOf(reason) });
}

/** Whether an earlier pause has the number: each has a document of its own. */
const isUsed = ({ suspensions = [], steps }: CaseState, number: string): boolean =>
  [...suspensions, ...steps.flatMap(({ specials = [] }) => specials)].some(({ notice }) => notice === number);

/** What the head cites; force majeure needs no citation of its own. */
const basisOf = ({ basis }: Reason): BasisCode | Basis => (basis === undefined ? 'civil-code.180' : { text: basis });

/** 恢复办理: the same head, once the ground has gone; the clocks count on. */
export function resume(draft: DecisionBuilder, { reason }: CommandOf<'resume'>): void {
  draft.record('resumed', { reason }, { basis: 'rule.suspension.over' });
}
