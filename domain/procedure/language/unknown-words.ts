/** What an author wrote on a step, a material, a special procedure or a permit, and the word that makes it lacks. */
const unknown = new WeakMap<object, { readonly found: readonly string[]; readonly known: readonly string[] }>();

/** Freezes what a word makes, and keeps which of the declared names are none of its own: the check tells them. */
export function madeOf<const T extends object>(made: T, declared: object, words: string): T {
  const known = words.split(' ');
  const found = Object.keys(declared).filter(name => !known.includes(name));
  if (found.length > 0) unknown.set(made, { found, known });
  return Object.freeze(made);
}

/** Names that were declared and that nothing reads; with those that are known. */
export const unknownIn = (made: object): { readonly found: readonly string[]; readonly known: readonly string[] } =>
  unknown.get(made) ?? { found: [], known: [] };
