import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireRole, requireUnit } from '../../refusals.ts';

export function noteAppeal(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'noteAppeal'>): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, 'noteAppeal', 'officer', 'unit-head');
  requireUnit(asked.actor, 'noteAppeal', leadOf(state, environment));
  if (state.decidedAt === undefined) throw new Refused('case.notDecided', { act: 'noteAppeal', found: state.status });
  if (state.appeals?.some(each => each.notice === data.notice.number))
    throw new Refused('appeal.noted', { found: data.notice.number });
  draft.record('appealNoted', data, { basis: 'rule.appeal' });
}
