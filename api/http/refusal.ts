import type { Refusal } from '../../domain/refusal.ts';

/** A refusal before the schema is asked. What was found, what is expected and what to do is said by its words. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly code: string;
  readonly told: Refusal;
  readonly headers: Readonly<Record<string, string>>;
  readonly holdMs: number;

  /**
   * @param headers sent with the refusal; `connection: close` ends the connection without reading on.
   * @param holdMs milliseconds for which the answer is held back, so that whoever asks again at once waits meanwhile.
   */
  constructor(status: number, code: string, told: Refusal, headers: Readonly<Record<string, string>> = {}, holdMs = 0) {
    super(`${told.code} ${JSON.stringify(told.params)}`);
    this.status = status;
    this.code = code;
    this.told = told;
    this.headers = headers;
    this.holdMs = holdMs;
  }
}

/** The caller is gone or stopped sending: there is nobody to answer. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone';
}
