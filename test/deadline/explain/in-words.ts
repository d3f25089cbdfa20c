import type { ClockExplanation } from '../../../domain/case/explain/explain.ts';
import type { Explanation } from '../../../domain/clock/explain/explanation.ts';
import type { PauseReason } from '../../../domain/clock/explain/reasons.ts';
import { explanationWords } from '../../../domain/words/explanations.ts';

const words = explanationWords('zh-CN');

/** A pause that names nothing but a document reads as its number: any text will do. */
export const reasonOf = (text: string): readonly PauseReason[] => [{ code: 'document', number: text }];

/** What is said of an explanation, in Chinese. */
export const sentencesOf = ({ sum }: Pick<Explanation, 'sum'>): readonly string[] => sum.map(words.sumStep);
export const whyText = words.line;
export const pauseText = words.pause;
export const soFarText = ({ soFar, measure }: Pick<Explanation, 'soFar' | 'measure'>): string | undefined =>
  soFar && words.soFar(soFar, measure);
export const holderText = ({ holder }: Pick<ClockExplanation, 'holder'>): string => words.holder(holder.why);
export const causeText = ({ cause }: ClockExplanation['recomputations'][number]): string => words.recomputation(cause);
export const lengthText = words.length;
export const amountText = words.amount;
