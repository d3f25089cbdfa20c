/**
 * What one request may ask for. Exactly the limit is served, one more is refused. Pages and costs are the schema's to
 * limit.
 */
export interface Limits {
  /** Bytes of a body, counted while it is read and before it is parsed. */
  readonly bodyBytes: number;
  /** Names and values in the JSON of a body, the variables' and all others'. */
  readonly values: number;
  /**
   * UTF-16 units of a document. One token may be as long as the body, and each error searches the text for its line.
   */
  readonly characters: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  /** Nesting of fields, fragments followed. The introspection query of GraphiQL needs 15. */
  readonly depth: number;
  /** Aliases, fragments followed. */
  readonly aliases: number;
  /**
   * Fields, fragments followed, those of unused fragments too. Validation compares fields of one name in pairs: this
   * keeps it short.
   */
  readonly fields: number;
  readonly directives: number;
  /** Errors that are looked for in a document or its variables: a request with more is told these. */
  readonly errors: number;
  /** Connections that are held at once, in all. */
  readonly connections: number;
  /** Milliseconds until all header lines have come. */
  readonly headersTimeout: number;
  /** Milliseconds until the whole request has come. */
  readonly requestTimeout: number;
  /** Milliseconds that an idle connection is kept for its next request. */
  readonly keepAliveTimeout: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 256 * 1024,
  values: 10_000,
  characters: 32_768,
  tokens: 2_000,
  depth: 15,
  aliases: 30,
  fields: 300,
  directives: 50,
  errors: 10,
  connections: 2_000,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 10_000,
};
