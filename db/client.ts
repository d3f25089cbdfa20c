import { defined } from '../domain/defined.ts';
import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { notingFields } from './rows.ts';
import type { Database } from './schema.ts';
import { parserOf } from './values.ts';

/** The database, or a transaction on it. A query that needs a transaction asks for `Tx`. */
export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

/** The role of the application: it may append to the log and change nothing in it. */
export const applicationRole = 'shixian_app';

export interface ConnectOptions {
  /** Acts as this role from the first statement; the signed-in user must be a member of it. */
  readonly role?: string;
  readonly max?: number;
  /** Milliseconds after which a query without an answer is given up and its connection closed. */
  readonly queryTimeout?: number;
  /** Told when an idle connection breaks; the pool replaces it. */
  readonly onIdleError?: (error: Error) => void;
  /** Told of every statement when it has ended, in the caller's own asynchronous context. */
  readonly onQuery?: (query: {
    readonly statement: string;
    readonly milliseconds: number;
    readonly failed: boolean;
  }) => void;
}

const names = new Map<string, string>();
const nameOf = (statement: string): string => {
  let name = names.get(statement);
  if (name === undefined) {
    name = createHash('sha256').update(statement).digest('base64url');
    names.set(statement, name);
  }
  return name;
};

/** The part of pg's client that its types leave out. */
interface Wired {
  readonly connection: { readonly stream: { destroy(error?: Error): void } };
}
type AnyQuery = (config: unknown, values?: unknown, callback?: unknown) => unknown;

/** Prepares every statement with parameters once per connection, and closes a connection whose answer never came. */
class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // The pool takes its listener away when it closes a connection; one that breaks just then would end the process.
    this.on('error', () => {});
    const query = super.query.bind(this) as AnyQuery;
    const prepared: AnyQuery = (config, values, callback) => {
      if (typeof config !== 'string' || callback !== undefined || !Array.isArray(values))
        return query(config, values, callback);
      const result = values.length === 0 ? query(config) : query({ name: nameOf(config), text: config, values });
      // pg leaves the unanswered query first in the connection's line: whoever got the connection next would wait
      // behind it.
      return notingFields(result as Promise<unknown>).catch((error: Error) => {
        if (error.message === 'Query read timeout') (this as unknown as Wired).connection.stream.destroy(error);
        throw error;
      });
    };
    Object.defineProperty(this, 'query', { value: prepared });
  }
}

/**
 * Connects a pool to PostgreSQL. A silent server is noticed: connecting gives up after 8 s (it takes three answers, so
 * one that is two seconds late with each is still reached), a query after `queryTimeout` (default 10 s), a transaction
 * forgotten by a stopped process is ended by the server after 15 s.
 */
export function connect(
  url: string,
  { role, max = 10, queryTimeout = 10_000, onIdleError = () => {}, onQuery }: ConnectOptions = {},
): Db {
  // Every statement is prepared and finds its rows by keys: planning it anew for each run would cost more than it could
  // gain. The plan is often made while tables are small, and must not read them whole once they have grown: a page that
  // an index names costs no more than the next one, as on SSDs and in memory.
  const settings = {
    timezone: 'UTC',
    datestyle: 'ISO',
    plan_cache_mode: 'force_generic_plan',
    random_page_cost: '1.1',
    ...defined({ role }),
  };
  const pool = new pg.Pool({
    connectionString: url,
    Client: PreparingClient as unknown as new () => pg.Client,
    max,
    connectionTimeoutMillis: 8_000,
    query_timeout: queryTimeout,
    idle_in_transaction_session_timeout: 15_000,
    keepAlive: true,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    types: { getTypeParser: parserOf },
  });
  pool.on('error', onIdleError);
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery && {
      log: ({ query, queryDurationMillis, level }) => {
        onQuery({ statement: query.sql, milliseconds: queryDurationMillis, failed: level === 'error' });
      },
    }),
  });
  pools.set(db, { pool, max });
  return db;
}

const pools = new WeakMap<Db, { readonly pool: pg.Pool; readonly max: number }>();

const entryOf = (db: Db): { readonly pool: pg.Pool; readonly max: number } => {
  const found = pools.get(db);
  if (!found) throw new Error('This database was not made by connect().');
  return found;
};

/** The pool that `connect` made. */
export const poolOf = (db: Db): pg.Pool => entryOf(db).pool;

/**
 * How many connections `connect` holds now, how many of them rest, how many callers wait for one, and how many there
 * may be.
 */
export function connectionsOf(db: Db): {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
  readonly max: number;
} {
  const {
    pool: { totalCount: total, idleCount: idle, waitingCount: waiting },
    max,
  } = entryOf(db);
  return { total, idle, waiting, max };
}
