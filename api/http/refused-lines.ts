/** Lines about refused requests that one second may bring. */
const maxLinesPerSecond = 20;

/**
 * Decides which refused requests get a line in the log: a flood of them must not fill a disk. The metrics count all.
 * @returns a function that gives undefined for a request without a line, and else how many had none before it
 */
export function createRefusedLines(now: () => number = () => performance.now()): () => number | undefined {
  let second = Number.NEGATIVE_INFINITY;
  let lines = 0;
  let withoutLine = 0;
  return () => {
    const at = now();
    if (at - second >= 1_000) {
      second = at;
      lines = 0;
    }
    if (lines >= maxLinesPerSecond) {
      withoutLine += 1;
      return undefined;
    }
    lines += 1;
    const before = withoutLine;
    withoutLine = 0;
    return before;
  };
}
