import { defined } from '../../../defined.ts';
import { yearOfMoment } from '../../../calendar/day.ts';
import { digestOf } from '../../../log/chain.ts';
import { Refused } from '../../../refusal.ts';
import { engine } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { leadOf } from '../../pinned-units.ts';
import { requireRole, requireUnit } from '../../refusals.ts';
import type { FollowUpReason } from '../../vocabulary.ts';

/** Opens the case in which this one goes on. */
export function openFollowUp(draft: DecisionBuilder, why: FollowUpReason, procedure?: string): void {
  const { case: id, followUps = [] } = draft.state;
  const name = digestOf(`follow-up ${id} ${followUps.length}`).slice(0, 24);
  const opened = { case: `${yearOfMoment(draft.asked.at, draft.asked.on)}-${name}`, why, ...defined({ procedure }) };
  draft.record('followUpOpened', opened, { actor: engine });
}

export function decideAnew(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'decideAnew'>): void {
  const { state, asked, environment } = draft;
  requireRole(asked.actor, 'decideAnew', 'unit-head');
  requireUnit(asked.actor, 'decideAnew', leadOf(state, environment));
  if (state.decidedAt === undefined) throw new Refused('case.notDecided', { act: 'decideAnew', found: state.status });
  if (state.annulledAt !== undefined) throw new Refused('case.annulled', { act: 'decideAnew' });
  draft.record('decisionAnnulled', data, { basis: 'rule.decideAnew' });
  openFollowUp(draft, 'annulled');
}
