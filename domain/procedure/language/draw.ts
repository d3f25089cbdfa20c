import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Draws by lot (随机抽取): of a list that is published those whose lots are the lowest. The lot of an item is the SHA-256
 * of the seed, a line break and the item, in hex; so whoever has list and seed draws the same again:
 * `printf '%s\n%s' SEED ITEM | sha256sum`, the lowest first. The order of the list does not matter. Fair is a draw
 * whose list is fixed before anybody knows the seed.
 */
export const draw = <T extends string>(
  list: readonly T[],
  { seed, count }: { readonly seed: string; readonly count: number },
): readonly T[] =>
  [...new Set(list)]
    .map(item => ({ item, lot: bytesToHex(sha256(utf8ToBytes(`${seed}\n${item}`))) }))
    .toSorted((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, count)
    .map(({ item }) => item);
