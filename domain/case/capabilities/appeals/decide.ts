import { Refused } from '../../../refusal.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';

export function noteAppeal(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'noteAppeal'>): void {
  if (draft.state.appeals?.some(each => each.notice === data.notice.number))
    throw new Refused('appeal.noted', { found: data.notice.number });
  draft.record('appealNoted', data, { basis: 'rule.appeal' });
}
