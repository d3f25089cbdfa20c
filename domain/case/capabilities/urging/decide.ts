import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireApplicant, requireRole, requireUnit } from '../../refusals.ts';
import { undecided } from '../../state.ts';
import type { Urging } from './state.ts';

export function urge(draft: DecisionBuilder, { reason }: CommandOf<'urge'>): void {
  const { state, asked } = draft;
  requireApplicant(state, asked.actor, 'urge');
  if (!undecided(state)) throw new Refused('case.decided', { act: 'urge', found: state.status });
  const open = openUrging(draft);
  if (open) throw new Refused('urging.open', { since: open.at });
  draft.record('urged', { nth: (state.urgings?.length ?? 0) + 1, reason }, { basis: 'rule.urging' });
}

export function answerUrging(draft: DecisionBuilder, { answer }: CommandOf<'answerUrging'>): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, 'answerUrging', 'officer', 'unit-head');
  requireUnit(asked.actor, 'answerUrging', leadOf(state, environment));
  const open = openUrging(draft);
  if (!open) throw new Refused('urging.none', {});
  draft.record('urgingAnswered', { nth: open.nth, answer }, { basis: 'rule.urging' });
}

function openUrging({ state }: DecisionBuilder): Urging | undefined {
  const last = state.urgings?.at(-1);
  return last?.answeredAt === undefined && undecided(state) ? last : undefined;
}
