import { relative } from 'node:path';

/** How long one test took, by the runner. */
export interface Duration {
  readonly file: string;
  readonly title: string;
  readonly milliseconds: number;
}

/** The ten slowest tests, one a line; and how long all took together, whatever ran beside them. */
export function slowest(durations: readonly Duration[], root: string): string {
  const ten = durations.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 10);
  const sum = durations.reduce((total, { milliseconds }) => total + milliseconds, 0);
  return [
    `The slowest of ${durations.length} tests, which took ${seconds(sum)} together:`,
    ...ten.map(
      ({ file, title, milliseconds }) => `${seconds(milliseconds).padStart(9)}  ${relative(root, file)}  ${title}`,
    ),
  ].join('\n');
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
