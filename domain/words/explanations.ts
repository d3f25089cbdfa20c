import type { Provisional } from '../calendar/calendar.ts';
import type { HolderReason } from '../case/explain/holder.ts';
import type { RecomputationCause } from '../case/explain/recomputations.ts';
import type { Length } from '../case/explain/spans.ts';
import type { ClockName } from '../case/view.ts';
import type { Measure, SoFar } from '../clock/explain/explanation.ts';
import type { LineReason, PauseReason } from '../clock/explain/reasons.ts';
import type { SumStep } from '../clock/explain/sum.ts';
import type { Limit } from '../clock/limit.ts';
import { english } from './en/explanations.ts';
import type { Language } from '../language.ts';
import { chinese } from './zh-CN/explanations.ts';

/** All that is said about a limit and how it came about, in one language. */
export interface ExplanationWords {
  readonly limit: (limit: Limit) => string;
  readonly clockTitle: (clock: ClockName) => string;
  /** An amount in its measure; nothing of a fixed date, which is not counted. */
  readonly amount: (measure: Measure, amount: number) => string;
  /** Why a date may still move, or is not known. */
  readonly provisional: (provisional: Provisional) => string;
  readonly sumStep: (step: SumStep) => string;
  readonly line: (why: LineReason) => string;
  readonly pause: (reasons: readonly PauseReason[]) => string;
  readonly soFar: (soFar: SoFar, measure: Measure) => string;
  readonly recomputation: (cause: RecomputationCause) => string;
  readonly holder: (why: HolderReason) => string;
  readonly length: (length: Length) => string;
}

const words: Readonly<Record<Language, ExplanationWords>> = { 'zh-CN': chinese, en: english };

/** The words of explanations in a language. */
export const explanationWords = (language: Language): ExplanationWords => words[language];
