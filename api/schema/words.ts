import { explanationWords, type ExplanationWords } from '../../domain/words/explanations.ts';
import type { Language } from '../../domain/words/language.ts';
import type { Context } from './context.ts';

/** The words of explanations in the language of whoever asks. */
export const wordsFor = ({ language = 'zh-CN' }: Context & { readonly language?: Language }): ExplanationWords =>
  explanationWords(language);
