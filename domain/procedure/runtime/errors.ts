/**
 * The flow itself is wrong: it threw, asked twice at once, or waits for nothing. The command is refused, the log stays.
 */
export class Defect extends Error {
  override readonly name = 'Defect';
}

/** Another flow wrote this log: an outcome was not open at its place. The case stops instead of drifting. */
export class Diverged extends Error {
  override readonly name = 'Diverged';
  /** The place in the log, from 0. */
  readonly index: number;
  readonly outcome: string;
  constructor(procedure: string, index: number, outcome: string, why: string) {
    super(
      `Outcome ${index} of the log, ${outcome}, was ${why} when ${procedure} was run over it: another version of the ` +
        'procedure wrote this log. Run it by that version, or repair the case.',
    );
    this.index = index;
    this.outcome = outcome;
  }
}
