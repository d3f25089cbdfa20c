import type { Language } from '../language.ts';
import { answerTitles as en } from './en/answers.ts';
import { answerTitles as chinese } from './zh-CN/answers.ts';

const titles: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, 'zh-CN': chinese };

/** What an answer of a department is called; one that a procedure names itself by its own name. */
export const answerTitle = (answer: string, language: Language): string =>
  Object.hasOwn(titles[language], answer) ? titles[language][answer]! : answer;
