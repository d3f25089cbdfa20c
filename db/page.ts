import { type RawBuilder, sql } from 'kysely';
import { Refused } from '../domain/refusal.ts';
import { isId } from '../domain/values.ts';
import type { Db } from './client.ts';
import { instant, text } from './column.ts';
import { type RowOf, rowsOf, type Shape } from './rows.ts';
import { iso } from './values.ts';

/** A page of a list: `first` after a cursor, or `last` before one. 20 rows unless asked, at most 100. */
export interface PageRequest {
  readonly first?: number | undefined;
  readonly after?: string | undefined;
  readonly last?: number | undefined;
  readonly before?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly { readonly cursor: string; readonly item: T }[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** The most rows that a page has, and those of one whose size nobody asks for. */
export const usualPage = 20;
export const largestPage = 100;

/**
 * A list in the order of an instant and then of ids that are unique together. The instants are whole milliseconds, so a
 * cursor is exact.
 */
export interface List<S extends Shape, T> {
  /** A cursor of one list is refused by another. */
  readonly name: string;
  readonly columns: RawBuilder<unknown>;
  /** What the columns are. */
  readonly shape: S;
  readonly from: RawBuilder<unknown>;
  readonly where: readonly RawBuilder<unknown>[];
  /** The instant first, then the ids, as SQL. */
  readonly order: readonly [string, ...string[]];
  readonly newestFirst?: boolean;
  readonly item: (row: RowOf<S>) => T;
}

const cursorOf = (name: string, key: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([name, ...key])).toString('base64url');

function keyOf(name: string, length: number, cursor: string): readonly [number, ...string[]] {
  try {
    const [list, at, ...ids] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (list === name && Number.isSafeInteger(at) && ids.length === length - 1 && ids.every(isId)) {
      iso(at as number);
      return [at as number, ...ids];
    }
  } catch {
    /* refused below */
  }
  throw new Refused('page.cursor', {});
}

function sizeOf({ first, last }: PageRequest): number {
  const size = first ?? last ?? usualPage;
  if (first !== undefined && last !== undefined) throw new Refused('page.size', { most: largestPage });
  if (!Number.isInteger(size) || size < 1 || size > largestPage) {
    throw new Refused('page.size', { found: size, most: largestPage });
  }
  return size;
}

/** A page of rows that were read in the order of the request, one more than it asks for. */
export function pageOfRows<Row, T>(
  rows: readonly Row[],
  request: PageRequest,
  itemOf: (row: Row) => Page<T>['items'][number],
): Page<T> {
  const size = sizeOf(request);
  const backwards = request.last !== undefined;
  const isMore = rows.length > size;
  const kept = backwards ? rows.slice(0, size).toReversed() : rows.slice(0, size);
  return {
    items: kept.map(itemOf),
    hasNext: backwards ? request.before !== undefined : isMore,
    hasPrevious: backwards ? isMore : request.after !== undefined,
  };
}

type Ordered = Pick<List<Shape, unknown>, 'name' | 'order' | 'newestFirst'>;

/** What a request asks of the order of a list, as SQL. */
export interface Ordering {
  readonly size: number;
  /** The rows after and before the cursors of the request. */
  readonly beyond: readonly RawBuilder<unknown>[];
  readonly orderBy: RawBuilder<unknown>;
  /** The keys of a row, as columns, with what they are. */
  readonly keys: RawBuilder<unknown>;
  readonly keyShape: Shape;
  /** The cursor of a row that has these keys. */
  readonly cursor: (row: Readonly<Record<string, unknown>>) => string;
}

/** @throws Refused `page.cursor`, `page.size` */
export function orderingOf({ name, order, newestFirst = false }: Ordered, request: PageRequest): Ordering {
  const key = sql`(${sql.join(order.map(part => sql.raw(part)))})`;
  const beyondCursor = (cursor: string, later: boolean): RawBuilder<unknown> => {
    const [at, ...ids] = keyOf(name, order.length, cursor);
    const values = [sql`${iso(at)}::timestamptz`, ...ids.map(id => sql`${id}::text`)];
    return sql`${key} ${sql.raw(later ? '>' : '<')} (${sql.join(values)})`;
  };
  const beyond: RawBuilder<unknown>[] = [];
  if (request.after !== undefined) beyond.push(beyondCursor(request.after, !newestFirst));
  if (request.before !== undefined) beyond.push(beyondCursor(request.before, newestFirst));
  const direction = sql.raw(newestFirst !== (request.last !== undefined) ? 'desc' : 'asc');
  const names = order.map((_, index) => `key${index}`);
  return {
    size: sizeOf(request),
    beyond,
    orderBy: sql.join(order.map(part => sql`${sql.raw(part)} ${direction}`)),
    keys: sql.join(order.map((part, index) => sql`${sql.raw(part)} as ${sql.id(`key${index}`)}`)),
    keyShape: Object.fromEntries(names.map((each, index) => [each, index === 0 ? instant : text])),
    cursor: row =>
      cursorOf(
        name,
        names.map(each => row[each]),
      ),
  };
}

/**
 * Reads a page. Rows that come in or leave meanwhile neither repeat nor hide others.
 * @throws Refused `page.cursor`, `page.size`
 */
export async function readPage<S extends Shape, T>(db: Db, list: List<S, T>, request: PageRequest): Promise<Page<T>> {
  const { size, beyond, orderBy, keys, keyShape, cursor } = orderingOf(list, request);
  const where = [...list.where, ...beyond];
  const reading = sql`
    select ${list.columns}, ${keys}
    from ${list.from} where ${where.length === 0 ? sql`true` : sql.join(where, sql` and `)}
    order by ${orderBy} limit ${size + 1}`;
  const rows = await rowsOf(db, { ...list.shape, ...keyShape } as S & typeof keyShape, reading);
  return pageOfRows(rows, request, row => ({ cursor: cursor(row), item: list.item(row as RowOf<S>) }));
}
