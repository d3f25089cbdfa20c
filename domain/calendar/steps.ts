/** What working days add up to, one after the other: business time, or halves. */
export interface Steps {
  /** The sum of the first so many working days. */
  readonly before: (workingDays: number) => number;
  /** How many working days lie before the one in which a sum is reached; -1 for none, all of them for more than all. */
  readonly reaching: (sum: number) => number;
}

/** Every working day adds the same. */
export const evenSteps = (each: number): Steps => ({
  before: workingDays => workingDays * each,
  reaching: sum => Math.ceil(sum / each) - 1,
});

/** Working days add what they have, each above 0. */
export function unevenSteps(amounts: readonly number[]): Steps {
  const sums = new Float64Array(amounts.length + 1);
  amounts.forEach((amount, index) => {
    sums[index + 1] = sums[index]! + amount;
  });
  return {
    before: workingDays => sums[workingDays] ?? Number.NaN,
    reaching(sum) {
      if (sum <= 0) return -1;
      let [low, high] = [0, amounts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sums[middle + 1]! >= sum) high = middle;
        else low = middle + 1;
      }
      return low;
    },
  };
}
