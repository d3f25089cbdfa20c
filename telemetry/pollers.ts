/** A worker without work asks at least once a minute; one that did not for so many milliseconds is gone. */
const goneAfterMs = 90_000;
/** More than the milliseconds after which Temporal forgets a poller that asks no more. */
const forgottenAfterMs = 400_000;

/**
 * The pollers of a task queue that have asked for work lately. Temporal leaves out those that were silent for five
 * minutes: where all seem to have been, our clock is ahead of its, and the latest poll says how late it is there.
 */
export function activePollers<T extends { readonly lastAccessTime?: { readonly seconds?: unknown } | null }>(
  pollers: readonly T[],
  now: number,
): readonly T[] {
  const accessOf = ({ lastAccessTime }: T): number => Number(lastAccessTime?.seconds ?? 0) * 1_000;
  const newest = Math.max(...pollers.map(accessOf));
  const there = now - newest > forgottenAfterMs ? newest : now;
  return pollers.filter(each => accessOf(each) > there - goneAfterMs);
}
