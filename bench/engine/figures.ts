/** Milliseconds of single operations, and how long the whole took. */
export interface Round {
  readonly decisions: readonly number[];
  readonly seconds: number;
  /**
   * Milliseconds of processor time of this process, all threads: callers, API and worker, without the servers. Noise
   * moves it least.
   */
  readonly processor: number;
  readonly cases: number;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const [below, above] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return below === undefined || above === undefined ? Number.NaN : (below + above) / 2;
};

/** Runs `cases` cases with so many callers at once; each case is one caller's from beginning to end. */
export async function round(
  cases: number,
  callers: number,
  one: (decided: (milliseconds: number) => void) => Promise<void>,
): Promise<Round> {
  const decisions: number[] = [];
  let left = cases;
  const began = performance.now();
  const used = process.cpuUsage();
  await Promise.all(
    Array.from({ length: Math.min(callers, cases) }, async () => {
      while (left > 0) {
        left -= 1;
        await one(milliseconds => decisions.push(milliseconds));
      }
    }),
  );
  const { user, system } = process.cpuUsage(used);
  return { decisions, seconds: (performance.now() - began) / 1000, processor: (user + system) / 1000, cases };
}

/** Several rounds as one. */
export const together = (rounds: readonly Round[]): Round => ({
  decisions: rounds.flatMap(each => each.decisions),
  seconds: rounds.reduce((sum, each) => sum + each.seconds, 0),
  processor: rounds.reduce((sum, each) => sum + each.processor, 0),
  cases: rounds.reduce((sum, each) => sum + each.cases, 0),
});
