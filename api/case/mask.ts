/**
 * Personal text as it is shown to whoever does not need it: `张**`, `410***********1234`, `138****5678`. Short text
 * keeps its first character, text of digits its ends, all else nothing but the first character.
 */
export function mask(value: string): string {
  const characters = Array.from(value);
  const length = characters.length;
  if (/^[\dXx+ -]{15,}$/.test(value)) return hide(characters, 3, 4);
  if (/^[\d+ -]{7,}$/.test(value)) return hide(characters, 3, 4);
  if (length <= 1) return '*'.repeat(length);
  return hide(characters, 1, 0);
}

const hide = (characters: readonly string[], first: number, last: number): string =>
  [
    ...characters.slice(0, first),
    ...Array.from({ length: characters.length - first - last }, () => '*'),
    ...characters.slice(characters.length - last),
  ].join('');
