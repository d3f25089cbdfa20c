import type { StreamLimits } from './streams/places.ts';

/**
 * What one request, one connection and one process may take. Exactly the limit is served, one more is refused. Pages
 * and costs are the schema's to limit.
 */
export interface Limits extends StreamLimits {
  /** Bytes of a body, known from its head. */
  readonly bodyBytes: number;
  /** Bytes of a file, whole or in pieces. It goes to the store as it comes. */
  readonly fileBytes: number;
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
  /** Connections that the process holds at once. Node closes each one beyond without a word. */
  readonly connections: number;
  /** Requests of one connection; the answer to the last one closes it, so that a balancer spreads callers anew. */
  readonly requestsPerConnection: number;
  /** Requests that the process carries out at once, once their bodies are whole. One may hold 200 kB of objects. */
  readonly executions: number;
  /** Bytes of all bodies and answers that the process holds at once. */
  readonly heldBytes: number;
  /** Bytes that parsed documents may take in the cache. */
  readonly cachedDocumentBytes: number;
  /** Bytes of all header lines of a request. */
  readonly headerBytes: number;
  /** Time from the connection, or the first byte of a later request, to the last header line. */
  readonly headersTimeoutMs: number;
  /** Time until the whole request has come. */
  readonly requestTimeoutMs: number;
  /** Time that an idle connection is kept for its next request. */
  readonly keepAliveTimeoutMs: number;
  /** Time after which a connection is cut over which nothing goes in either direction. */
  readonly silenceTimeoutMs: number;
  /** Time between two heartbeats of a stream of events. */
  readonly heartbeatMs: number;
  /** Time that a reader of a stream has to take what was sent, before the connection is cut. */
  readonly streamPatienceMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 256 * 1024,
  fileBytes: 50 * 1024 * 1024,
  values: 20_000,
  characters: 32_768,
  tokens: 2_000,
  depth: 15,
  aliases: 30,
  fields: 300,
  directives: 50,
  errors: 10,
  connections: 4_000,
  requestsPerConnection: 1_000,
  executions: 400,
  heldBytes: 32 * 1024 * 1024,
  cachedDocumentBytes: 16 * 1024 * 1024,
  headerBytes: 16 * 1024,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 20_000,
  keepAliveTimeoutMs: 10_000,
  silenceTimeoutMs: 60_000,
  streams: 2_000,
  streamsPerPerson: 10,
  streamsPerAddress: 500,
  heartbeatMs: 15_000,
  streamPatienceMs: 30_000,
};
