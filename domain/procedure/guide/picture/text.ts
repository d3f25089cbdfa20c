/** Characters that stand narrower or wider than a usual Latin letter, in shares of the size of the letters. */
const narrow = /[ijlftrI.,:;'|!()[\] -]/;
const wide = /[A-HJ-Z@%&mw#+=<>~]/;

/**
 * How wide a text is at most, in any usual typeface without serifs: a Chinese character is as wide as the letters are
 * high, a Latin one about half of that. Browsers measure with their own typeface; nothing may overlap in any of them.
 */
export function widthOf(text: string, size: number): number {
  let em = 0;
  for (const character of text) {
    if (character.charCodeAt(0) > 126) em += 1;
    else if (narrow.test(character)) em += 0.4;
    else em += wide.test(character) ? 0.9 : 0.62;
  }
  return em * size;
}

/** A word of Latin letters with the space before it, or one character. */
const pieces = /\s*[!-~]+|\s*[^!-~\s]/gu;
/** What never begins a line, and what never ends one. */
const closing = /^[，。、；：！？）》”’·…]/u;
const opening = /[（《“‘]$/u;

/** A text in lines of a width: Chinese breaks between any two characters, Latin between words where it can. */
export function linesOf(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line: readonly string[] = [];
  for (const piece of piecesOf(text, size, width)) {
    if (line.length === 0 || widthOf([...line, piece].join('').trimStart(), size) <= width) {
      line = [...line, piece];
      continue;
    }
    const best = breakOf(line, piece);
    const isTooMuch = widthOf([...line.slice(best), piece].join('').trimStart(), size) > width;
    const end = isTooMuch ? line.length : best;
    lines.push(line.slice(0, end).join('').trim());
    line = [...line.slice(end), piece];
  }
  return line.length === 0 ? lines : [...lines, line.join('').trim()];
}

/** Where a line ends: a stop goes down with what is before it, and an opening bracket with what is after it. */
function breakOf(line: readonly string[], next: string): number {
  let end = line.length;
  while (end > 0 && (closing.test(line[end] ?? next) || opening.test(line[end - 1]!))) end -= 1;
  return end === 0 ? line.length : end;
}

/** The pieces between which a line may break: words and characters, and parts of a word that is wider than a line. */
function piecesOf(text: string, size: number, width: number): readonly string[] {
  return (text.match(pieces) ?? []).flatMap(piece => {
    const parts: string[] = [''];
    for (const character of piece) {
      const part = parts.at(-1)!;
      if (part !== '' && widthOf((part + character).trimStart(), size) > width) parts.push(character);
      else parts[parts.length - 1] = part + character;
    }
    return parts;
  });
}
