import { defined } from '../../../defined.ts';
import type { CommandOf } from '../../command.ts';
import type { DecisionBuilder } from '../../decision-builder.ts';
import { badGrades } from '../../vocabulary.ts';
import { openFollowUp } from '../follow-ups/decide.ts';

/** 好差评: a bad one opens the case that looks into it. */
export function rate(draft: DecisionBuilder, { grade, remark, review }: CommandOf<'rate'>): void {
  draft.record('rated', { grade, ...defined({ remark }) }, { basis: 'rule.rating' });
  if (review !== undefined && badGrades.includes(grade)) openFollowUp(draft, 'badReview', review);
}
