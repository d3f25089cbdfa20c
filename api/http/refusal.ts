import type { Refusal } from '../../domain/refusal.ts';

/** A refusal before the schema is asked. What was found, what is expected and what to do is said by its words. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly code: string;
  readonly told: Refusal;
  readonly headers: Readonly<Record<string, string>>;

  /** @param headers sent with the refusal; `connection: close` ends the connection without reading on. */
  constructor(status: number, code: string, told: Refusal, headers: Readonly<Record<string, string>> = {}) {
    super(`${told.code} ${JSON.stringify(told.params)}`);
    this.status = status;
    this.code = code;
    this.told = told;
    this.headers = headers;
  }
}

/** The caller is gone or stopped sending: there is nobody to answer. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone';
}
