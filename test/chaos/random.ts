/**
 * Decisions that a seed repeats: each part of a run draws from a stream of its own, so that one does not change
 * another's.
 */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** From 0 to below `n`. */
  below(n: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  one<T>(list: readonly T[]): T;
  /** One of the names, as often as its weight says. */
  weighted<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
}

export function random(seed: number, stream: string): Random {
  let state = Buffer.from(`${seed}/${stream}`).reduce(
    (hash, byte) => Math.imul(hash ^ byte, 16_777_619),
    2_166_136_261,
  );
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    chance: probability => next() < probability,
    one: list => list[below(list.length)]!,
    weighted<Name extends string>(weights: Readonly<Record<Name, number>>) {
      const entries = Object.entries<number>(weights) as [Name, number][];
      let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (rest -= weight) < 0) ?? entries[0]!)[0];
    },
  };
}
