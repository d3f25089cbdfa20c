import { Join, type Flow } from './flow.ts';

type Branches = Readonly<Record<string, Flow<unknown>>>;
type ResultOf<F> = F extends Flow<infer T> ? T : never;

/** One want, asked anew each time it is waited for. */
const once = <T>(join: Join): Flow<T> => ({
  *[Symbol.iterator]() {
    return (yield join) as T;
  },
});

/** Waits for all branches, by name. A branch that ends badly cancels nobody. */
export const all = <const B extends Branches>(branches: B): Flow<{ readonly [I in keyof B]: ResultOf<B[I]> }> => {
  const names = Object.keys(branches);
  return once(new Join('all', names, index => branches[names[index]!]!));
};

/**
 * The first branch whose answers are complete wins, in the order of the log; the others' open steps are cancelled,
 * their deeds stay.
 */
export const race = <const B extends Branches>(
  branches: B,
): Flow<{ readonly [I in keyof B]: { readonly first: I; readonly value: ResultOf<B[I]> } }[keyof B]> => {
  const names = Object.keys(branches);
  return once(new Join('race', names, index => branches[names[index]!]!));
};

/**
 * One branch an item; its steps are named `step@key`, nested `step@a/b`. The result is by key. Keys are letters,
 * digits, `.-_`, and hold no personal data: they become ids. A key that repeats is a defect.
 */
export const each = <Item, const K extends string, T>(
  items: Iterable<Item>,
  key: (item: Item) => K,
  branch: (item: Item) => Flow<T>,
): Flow<Readonly<Record<K, T>>> => {
  const list = [...items];
  return once(new Join('each', list.map(key), index => branch(list[index]!)));
};
