/** The characters of a 统一社会信用代码: digits and capitals without those that are easily confused (GB 32100-2015). */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const length = 18;
/** The weight of each place is a power of three, by the modulus of the check character. */
const weights = Array.from({ length: length - 1 }, (_, place) => 3 ** place % alphabet.length);

/** Whether a text is a 统一社会信用代码 whose check character fits the other seventeen (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  const values = Array.from(code).map(character => alphabet.indexOf(character));
  if (values.length !== length || values.includes(-1)) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * values[place]!, 0);
  return values[length - 1] === (alphabet.length - (sum % alphabet.length)) % alphabet.length;
}
