/** What a refusal carries besides its code and message. */
export interface RefusalContext {
  readonly basis?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * A rule says no. It is an answer, not a fault: whoever asked may see it.
 * `code` is for programs (`limit.notPositive`), `message` says what was found and what is expected,
 * `basis` names the rule or the article of law, `details` holds the values found.
 */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;
  readonly basis?: string;
  readonly details?: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, context: RefusalContext = {}) {
    super(message);
    this.code = code;
    if (context.basis !== undefined) this.basis = context.basis;
    if (context.details !== undefined) this.details = context.details;
  }
}
