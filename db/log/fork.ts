/** The events contradict the log or leave a gap. Nothing was written; whoever decided them decided on another past. */
export class Fork extends Error {
  override readonly name = 'Fork';
  readonly caseId: string;
  readonly revision: number;
  constructor(caseId: string, revision: number, found: string) {
    super(
      `Case ${caseId}: ${found}. The log ends at event ${revision}; nothing was written. ` +
        'Fold the log and decide again.',
    );
    this.caseId = caseId;
    this.revision = revision;
  }
}

/**
 * An event carries a key that no command of the case has, or names another person or other content than the command's
 * row; or time did what is not due yet. Nothing was written and nobody was told that it is done: what nobody asked
 * never takes effect.
 */
export class Forged extends Error {
  override readonly name = 'Forged';
  readonly caseId: string;
  readonly seq: number;
  constructor(
    caseId: string,
    seq: number,
    found = `event ${seq} is of no recorded command, or of another person or other content than its command`,
  ) {
    super(`Case ${caseId}: ${found}. Nothing was written. Find out who reached the run.`);
    this.caseId = caseId;
    this.seq = seq;
  }
}
