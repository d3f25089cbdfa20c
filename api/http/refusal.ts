/** A refusal before the schema is asked. `message` says what was found, what is expected and what to do. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  /** @param headers sent with the refusal; `connection: close` ends the connection without reading on. */
  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** The caller is gone or stopped sending: there is nobody to answer. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone';
}
