import { defined } from '../../../defined.ts';
import { yearOfMoment } from '../../../calendar/day.ts';
import { digestOf } from '../../../log/chain.ts';
import { engine } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import type { FollowUpReason } from '../../vocabulary.ts';

/** Opens the case in which this one goes on. */
export function openFollowUp(draft: DecisionBuilder, why: FollowUpReason, procedure?: string): void {
  const { case: id, followUps = [] } = draft.state;
  const name = digestOf(`follow-up ${id} ${followUps.length}`).slice(0, 24);
  const opened = { case: `${yearOfMoment(draft.asked.at, draft.asked.on)}-${name}`, why, ...defined({ procedure }) };
  draft.record('followUpOpened', opened, { actor: engine });
}

export function decideAnew(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'decideAnew'>): void {
  draft.record('decisionAnnulled', data, { basis: 'rule.decideAnew' });
  openFollowUp(draft, 'annulled');
}
