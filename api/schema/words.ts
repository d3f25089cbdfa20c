import { explanationWords, type ExplanationWords } from '../../domain/words/explanations.ts';
import type { Context } from './context.ts';

/** The words of explanations in the language of whoever asks. */
export const wordsFor = ({ language }: Pick<Context, 'language'>): ExplanationWords => explanationWords(language);
