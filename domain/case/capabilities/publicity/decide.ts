import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';

export function publish(draft: DecisionBuilder, { where }: CommandOf<'publish'>): void {
  draft.record('published', { where }, { basis: 'rule.publicity.within' });
}
