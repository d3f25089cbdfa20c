/** The characters of a 统一社会信用代码: digits and capitals without those that are easily confused (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const length = 18;
/** The weight of each place is a power of three, by the modulus of the check character. */
const weights = Array.from({ length: length - 1 }, (_, place) => 3 ** place % alphabet.length);

/** Whether a text is a 统一社会信用代码 whose check character fits the other seventeen (GB 32100-2015). */
export const isCreditCode = (code: string): boolean =>
  Array.from(code).length === length && code === withCheckCharacter(code.slice(0, -1));

/** A 统一社会信用代码 of its first seventeen characters; undefined where one of them is none of the alphabet's. */
export function withCheckCharacter(first: string): string | undefined {
  const values = Array.from(first).map(character => alphabet.indexOf(character));
  if (values.length !== length - 1 || values.includes(-1)) return undefined;
  const sum = weights.reduce((total, weight, place) => total + weight * values[place]!, 0);
  return `${first}${alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length]}`;
}
