import type { IncomingMessage } from 'node:http';
import { languageOf, usualLanguage, type Language } from '../../domain/language.ts';

/** The language in which the caller reads what an answer says. */
export const languageOfRequest = ({ headers }: IncomingMessage): Language =>
  languageOf(headers['accept-language']) ?? usualLanguage;

/** Says in which language an answer is, and that another `accept-language` may get another one. */
export const headersOfLanguage = (language: Language): Readonly<Record<string, string>> => ({
  'content-language': language,
  vary: 'accept-language',
});
