const mebibyte = 1024 * 1024;

/** What a process held at a moment, in bytes. `heap` is the live and the not yet collected part of the heap. */
export interface Sample {
  readonly milliseconds: number;
  readonly resident: number;
  readonly heap: number;
}

/** A stretch of the run: the most that was resident, and the least of the heap, which garbage does not explain. */
export interface Stretch {
  readonly fromMinute: number;
  readonly residentMb: number;
  readonly heapMb: number;
}

/** At most twelve stretches of whole minutes. */
export function stretchesOf(samples: readonly Sample[]): readonly Stretch[] {
  const last = samples.at(-1)?.milliseconds ?? 0;
  const minutes = Math.max(1, Math.ceil(last / 60_000 / 12));
  const byStretch = Map.groupBy(samples, ({ milliseconds }) => Math.floor(milliseconds / (minutes * 60_000)));
  return [...byStretch].map(([index, list]) => ({
    fromMinute: index * minutes,
    residentMb: Math.round(Math.max(...list.map(each => each.resident)) / mebibyte),
    heapMb: Math.round(Math.min(...list.map(each => each.heap)) / mebibyte),
  }));
}

/**
 * How many MB more heap the last quarter needs than the second one, by the least of each. The first quarter does not
 * count, because caches fill then. Nothing where the run was too short to tell: less than eight minutes.
 */
export function growthOf(samples: readonly Sample[]): number | undefined {
  const last = samples.at(-1)?.milliseconds ?? 0;
  if (last < 8 * 60_000) return undefined;
  const least = (from: number, to: number): number =>
    Math.min(
      ...samples
        .filter(({ milliseconds }) => milliseconds >= last * from && milliseconds <= last * to)
        .map(({ heap }) => heap),
    );
  return Math.round((least(0.75, 1) - least(0.25, 0.5)) / mebibyte);
}

/** More than so many MB between two quarters of a run is a leak, not a cache. */
export const growthLimitMb = 48;
