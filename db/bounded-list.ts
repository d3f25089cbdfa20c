import { type RawBuilder, sql } from 'kysely';
import { Refused } from '../domain/refusal.ts';
import type { Db } from './client.ts';
import { boolean, integer, nullable } from './column.ts';
import { type List, orderingOf, type Page, pageOfRows, type PageRequest } from './page.ts';
import { rowOf, type RowOf, rowsOf, type Shape } from './rows.ts';

/**
 * A list that reads few rows however many there are: an index gives its candidates in order, the filters that no index
 * answers are asked of at most `mostCandidates` of them, and only the rows of the page are joined to others.
 */
export interface BoundedList<S extends Shape, T> extends Omit<List<S, T>, 'from' | 'where'> {
  /** The table of the candidates, and the alias by which order, branches and filters name its columns. */
  readonly table: string;
  readonly alias: string;
  /** What is joined to each row of the page. */
  readonly joined: RawBuilder<unknown>;
  /**
   * Conditions by which an index gives the candidates in the order of the list. Several branches are lists that exclude
   * one another; they are merged.
   */
  readonly branches: readonly (readonly RawBuilder<unknown>[])[];
  /** Conditions that are asked of each candidate. */
  readonly filters: readonly RawBuilder<unknown>[];
  /** The arguments that would make the candidates fewer: a refusal names them. */
  readonly narrowBy: readonly string[];
  /** Of how many candidates the filters are asked: fewer than usual where a filter reads another row. */
  readonly candidates?: number;
}

/** So many candidates the filters of a page are asked of. */
const mostCandidates = 1_000;

/** So far a list is counted. */
export const mostCounted = 10_000;

const allOf = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);

/** Plans are made without values: a limit stands in the text, in few sizes. */
const limitFor = (size: number): number => [20, 50, 100].find(each => each >= size)! + 1;

/**
 * Reads a page. Rows that come in or leave meanwhile neither repeat nor hide others.
 * @throws Refused `page.cursor`, `page.size`; `list.tooWide` where the filters let too few of the candidates pass
 */
export async function readBounded<S extends Shape, T>(
  db: Db,
  list: BoundedList<S, T>,
  request: PageRequest,
): Promise<Page<T>> {
  const { size, beyond, orderBy, keys, keyShape, cursor } = orderingOf(list, request);
  if (list.branches.length === 0) return { items: [], hasNext: false, hasPrevious: false };
  const alias = sql.id(list.alias);
  const isFiltered = list.filters.length > 0;
  const limit = limitFor(size);
  const candidates = list.candidates ?? mostCandidates;
  const each = isFiltered ? Math.ceil(candidates / list.branches.length) : limit;
  const branch = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql`(
    select ${alias}.*, ${isFiltered ? sql`row_number() over ()` : sql`0`} as nth from (
      select * from ${sql.table(list.table)} ${alias} where ${allOf([...conditions, ...beyond])}
      order by ${orderBy} limit ${sql.raw(String(each))}) ${alias})`;
  const fits = allOf(list.filters);
  // The last candidate of each branch comes along whether it fits or not: beyond it others might.
  const isLast = sql`${alias}.nth = ${sql.raw(String(each))}`;
  const candidatesOfAll = sql.join(list.branches.map(branch), sql` union all `);
  const reading = sql`
    select ${list.columns}, ${keys}, ${alias}.fits, ${alias}.last from (
      select ${alias}.*, ${fits} as fits, ${isLast} as last from (${candidatesOfAll}) ${alias}
      where ${isFiltered ? sql`(${fits}) or ${isLast}` : sql`true`}
      order by ${orderBy} limit ${sql.raw(String(limit + (isFiltered ? list.branches.length : 0)))}) ${alias}
    ${list.joined} order by ${orderBy}`;
  const shape = { ...list.shape, ...keyShape, fits: nullable(boolean), last: boolean };
  const rows = await rowsOf(db, shape as S & typeof keyShape, reading);
  const found: (typeof rows)[number][] = [];
  for (const row of rows) {
    if (row['fits']) found.push(row);
    if (found.length > size) break;
    if (isFiltered && row['last'])
      throw new Refused('list.tooWide', { most: candidates, narrowBy: [...list.narrowBy] });
  }
  return pageOfRows(found, request, row => ({ cursor: cursor(row), item: list.item(row as RowOf<S>) }));
}

/** How many rows a list has; undefined where it would have to look at more than `mostCounted` to know. */
export async function countBounded<S extends Shape, T>(db: Db, list: BoundedList<S, T>): Promise<number | undefined> {
  if (list.branches.length === 0) return 0;
  const alias = sql.id(list.alias);
  const limit = sql.raw(String(mostCounted + 1));
  const branch = (conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
    sql`(select * from ${sql.table(list.table)} ${alias} where ${allOf(conditions)} limit ${limit})`;
  const counting = sql`
    select count(*)::int as candidates, count(*) filter (where ${allOf(list.filters)})::int as found
    from (select * from (${sql.join(list.branches.map(branch), sql` union all `)}) ${alias} limit ${limit}) ${alias}`;
  const counted = (await rowOf(db, { candidates: integer, found: integer }, counting))!;
  return counted.candidates > mostCounted ? undefined : counted.found;
}
