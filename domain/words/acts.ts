import type { Language } from '../language.ts';
import { actTitle as en } from './en/acts.ts';
import { actTitle as chinese } from './zh-CN/acts.ts';

const titles: Readonly<Record<Language, (act: string) => string>> = { en, 'zh-CN': chinese };

/** What an act is called, by the type of its command. */
export const actTitleIn = (act: string, language: Language): string => titles[language](act);
