import { Defect } from './errors.ts';

const key = /^[\p{L}\p{N}._-]{1,64}$/u;

/** The name of a step in its branch: `step`, `step@key`, nested `step@a/b`. */
export const nameOf = (step: string, path: string): string => (path ? `${step}@${path}` : step);

/** Keys become ids: a defect when one is no id, or names two branches. */
export function checkKeys(keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const each of keys) {
    if (!key.test(each) || each === '__proto__')
      throw new Defect(
        `The key ${JSON.stringify(each)} cannot name a branch: 1 to 64 letters, digits or . - _ are expected.`,
      );
    if (seen.has(each)) throw new Defect(`The key ${each} names two branches of one each: keys have to differ.`);
    seen.add(each);
  }
}
