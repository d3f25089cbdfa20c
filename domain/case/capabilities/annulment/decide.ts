import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { dueChanges } from '../limits/recompute.ts';
import { requireAct } from './guard.ts';
import { undo } from './undo.ts';

export function annul(draft: DecisionBuilder, { event: seq, reason }: CommandOf<'annul'>): void {
  const { state, asked, environment } = draft;
  const act = requireAct(state, seq);
  const clocks = dueChanges(state, undo(state, act, asked.askedAt, environment), environment);
  draft.record('annulled', { event: seq, of: act.of, reason, clocks }, { basis: 'rule.annulment' });
}
