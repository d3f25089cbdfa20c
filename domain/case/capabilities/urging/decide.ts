import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { openUrging } from './guard.ts';

export function urge(draft: DecisionBuilder, { reason }: CommandOf<'urge'>): void {
  draft.record('urged', { nth: (draft.state.urgings?.length ?? 0) + 1, reason }, { basis: 'rule.urging' });
}

export function answerUrging(draft: DecisionBuilder, { answer }: CommandOf<'answerUrging'>): void {
  draft.record('urgingAnswered', { nth: openUrging(draft)!.nth, answer }, { basis: 'rule.urging' });
}
