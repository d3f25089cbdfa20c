import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from '../../db/client.ts';
import type { Database } from '../../db/schema.ts';
import { parserOf } from '../../db/values.ts';
import { defined } from '../../domain/defined.ts';
import { Refused } from '../../domain/refusal.ts';

/** What PostgreSQL counts of the statements of one read. */
export interface Reading {
  /** Rows and index entries that its scans went through, those that a filter dropped among them. */
  readonly rows: number;
  /** Pages of 8 kB that were looked at, in memory or not. */
  readonly pages: number;
  /** The code of the refusal, where the read was refused. */
  readonly refused?: string;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Node[];
}

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Rows of a scan: a bitmap's entries are counted where it reads their rows. */
const rowsOfNode = (node: Node): number =>
  /^(Seq|Index|Index Only|Bitmap Heap|Tid) Scan$/.test(node['Node Type'])
    ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
      node['Actual Loops']
    : 0;

/** A value as it stands in a statement; PostgreSQL finds its type from where it stands. */
const literalOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return pg.escapeLiteral(`{${value.map(each => JSON.stringify(each)).join(',')}}`);
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value));
};

/**
 * Connections that remember their statements, so that PostgreSQL can tell what each of them read. They plan as the
 * product's own do: once, without the values.
 */
export class ExplainedDatabase {
  readonly db: Db;
  #seen: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];

  constructor(url: string) {
    const pool = new pg.Pool({
      connectionString: url,
      max: 1,
      options: '-c timezone=UTC -c plan_cache_mode=force_generic_plan -c random_page_cost=1.1',
      types: { getTypeParser: parserOf },
    });
    pool.on('error', () => {}); // Dropping the database may meet one that is just closing.
    this.db = new Kysely<Database>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => {
        this.#seen.push(query);
      },
    });
  }

  /** Runs a read, then its statements once more under `explain (analyze, buffers)`. */
  async read(run: (db: Db) => Promise<unknown>): Promise<Reading> {
    this.#seen = [];
    const refused = await run(this.db).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Refused) return error.code;
        throw error;
      },
    );
    const statements = this.#seen.filter(({ sql }) => /^\s*(select|with)/.test(sql));
    let [rows, pages] = [0, 0];
    for (const { sql, parameters } of statements) {
      await this.db.executeQuery(CompiledQuery.raw(`prepare explained as ${sql}`));
      const values = parameters.length > 0 ? `(${parameters.map(literalOf).join(', ')})` : '';
      const explained = await this.db.executeQuery<{ readonly 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
        CompiledQuery.raw(`explain (analyze, buffers, timing off, format json) execute explained${values}`),
      );
      await this.db.executeQuery(CompiledQuery.raw('deallocate explained'));
      const root = explained.rows[0]!['QUERY PLAN'][0].Plan;
      rows += nodesOf(root).reduce((sum, node) => sum + rowsOfNode(node), 0);
      pages += (root['Shared Hit Blocks'] ?? 0) + (root['Shared Read Blocks'] ?? 0);
    }
    return { rows: Math.round(rows), pages, ...defined({ refused }) };
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }
}
