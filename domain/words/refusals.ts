import type { Language } from '../language.ts';
import type { Refusal } from '../refusal.ts';
import type { RefusalParams } from '../refusals/catalogue.ts';
import { refusals as en, unknownRefusal as unknownInEnglish } from './en/refusals.ts';
import type { SentencesFor } from './sentences.ts';
import { refusals as chinese, unknownRefusal as unknownInChinese } from './zh-CN/refusals.ts';

type Sentence = (params: Refusal['params']) => string;

const sentences: Readonly<Record<Language, SentencesFor<RefusalParams>>> = { en, 'zh-CN': chinese };
const unknown = { en: unknownInEnglish, 'zh-CN': unknownInChinese };

/** A refusal as people read it. One of a later build is told by its code. */
export function refusalText({ code, params }: Refusal, language: Language): string {
  const known: object = sentences[language];
  return Object.hasOwn(known, code)
    ? (known as Readonly<Record<string, Sentence>>)[code]!(params)
    : unknown[language](code, params);
}
