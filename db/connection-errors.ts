/**
 * Codes of PostgreSQL (connection lost, no room, no memory, no connection left, shutting down or starting, its files
 * failing) and of the way to it.
 */
const codes =
  /^(08\w{3}|53\w{3}|57P0\d|58\w{3}|25P03|ECONN\w+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What pg says without a code. */
const messages = new RegExp(
  '^(Query read timeout|timeout exceeded when trying to connect|timeout expired|Connection terminated|' +
    'Client has encountered a connection error)',
);

/**
 * Whether PostgreSQL is away, silent or without room, so that the same may well succeed later; otherwise something is
 * wrong with what was asked of it.
 */
export const databaseIsAway = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && codes.test(error.code)) || messages.test(error.message));

/** What to say of a database that does not answer: where it is, without its password, and what to do. */
export function noAnswerText(databaseUrl: string, reason?: string): string {
  const { host, pathname } = new URL(databaseUrl);
  const why = reason === undefined ? '' : ` (${reason})`;
  return `The database ${host}${pathname} does not answer${why}. Start it, or name another in DATABASE_URL.`;
}
