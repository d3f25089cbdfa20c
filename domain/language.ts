/** The languages in which people read what the product says. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** What a reader is told in who asks for no language that there is. */
export const usualLanguage: Language = 'zh-CN';

/**
 * The language that a reader prefers, by the header `accept-language` of a request (RFC 9110, 12.5.4): of those that
 * the product has, the one of the highest weight, the first where two weigh the same. Undefined where none is named.
 */
export function languageOf(acceptLanguage: string | undefined): Language | undefined {
  let preferred: Language | undefined;
  let highest = 0;
  for (const range of (acceptLanguage ?? '').split(',')) {
    const [tag = '', ...parameters] = range.split(';').map(part => part.trim().toLowerCase());
    const language = languages.find(each => primaryOf(each) === primaryOf(tag));
    const weight = weightOf(parameters.find(each => each.startsWith('q=')));
    if (language === undefined || !(weight > highest)) continue;
    preferred = language;
    highest = weight;
  }
  return preferred;
}

/** `zh` of `zh-Hans-CN`: every Chinese reader is told in the one Chinese that there is. */
const primaryOf = (tag: string): string => tag.split('-')[0]!;

const weightOf = (parameter: string | undefined): number =>
  parameter === undefined ? 1 : Number(parameter.slice('q='.length));
