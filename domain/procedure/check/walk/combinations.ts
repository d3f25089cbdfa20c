type Choices = readonly (readonly unknown[])[];

/** Every combination of one value of each list while these are few, else a set in which every two values meet. */
export function combinations(lists: Choices, most: number): readonly (readonly unknown[])[] {
  const product = lists.reduce((size, { length }) => size * length, 1);
  return product <= most ? all(lists) : pairwise(lists);
}

const all = (lists: Choices): readonly (readonly unknown[])[] =>
  lists.reduce<readonly (readonly unknown[])[]>(
    (made, list) => made.flatMap(row => list.map(value => [...row, value])),
    [[]],
  );

/** A pair of values: of two lists, by the places of lists and values. */
const pairOf = (a: number, i: number, b: number, j: number): string => `${a}.${i} ${b}.${j}`;

/**
 * Rows in which each value of a list meets each value of every other one at least once: a fault that hangs on two
 * answers is found by far fewer rows than there are combinations. The first row has the first value of every list.
 */
function pairwise(lists: Choices): readonly (readonly unknown[])[] {
  const open = new Set<string>();
  lists.forEach((list, a) => {
    lists.slice(a + 1).forEach((other, offset) => {
      list.forEach((_, i) => {
        other.forEach((__, j) => open.add(pairOf(a, i, a + 1 + offset, j)));
      });
    });
  });
  const rows: (readonly number[])[] = [];
  const take = (row: readonly number[]): void => {
    rows.push(row);
    row.forEach((i, a) => {
      row.slice(a + 1).forEach((j, offset) => open.delete(pairOf(a, i, a + 1 + offset, j)));
    });
  };
  take(lists.map(() => 0));
  while (open.size > 0) {
    const [first] = open;
    const fixed = new Map(first!.split(' ').map(part => part.split('.').map(Number) as [number, number]));
    const row: number[] = [];
    lists.forEach((list, a) => row.push(fixed.get(a) ?? bestFor(a, list.length, row, open)));
    take(row);
  }
  return rows.map(row => row.map((i, a) => lists[a]![i]));
}

/** The value that meets most of those chosen before for the first time. */
function bestFor(a: number, count: number, row: readonly number[], open: ReadonlySet<string>): number {
  let best = 0;
  let most = -1;
  for (let i = 0; i < count; i += 1) {
    const met = row.filter((j, b) => open.has(pairOf(b, j, a, i))).length;
    if (met > most) [best, most] = [i, met];
  }
  return best;
}
