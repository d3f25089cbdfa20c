import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { genesis } from '../../../domain/log/chain.ts';
import type { Db } from '../../../db/client.ts';
import { integer, text } from '../../../db/column.ts';
import { rowOf, rowsOf } from '../../../db/rows.ts';
import { sealingDelivery, sealingQueryCode } from '../../../db/seals/seals.ts';
import { placeholders } from './life.ts';
import { fill, headGap, type Template } from './template.ts';

/** What a copy has of its own. */
export interface Own {
  readonly id: string;
  readonly number: string;
  readonly applicant: string;
}

/** Characters of JSON after which a statement is sent. */
const batchLength = 24_000_000;
/** A row refers only to rows of tables that stand before its own. */
const order = [
  'case',
  'command',
  'event',
  'case_clock',
  'case_step',
  'instrument',
  'case_document',
  'permit',
  'case_desk',
  'instrument_number',
  'outbox',
] as const;
type Table = (typeof order)[number];
/** What no log commits to is sealed as it is written. */
const sealing: Partial<Record<Table, RawBuilder<number>>> = { case: sealingQueryCode, outbox: sealingDelivery };

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Writes cases in bulk, as the product would have written them one event at a time; the chains are whole. */
export class CityWriter {
  readonly #db: Db;
  readonly #rows = new Map<Table, string[]>(order.map(table => [table, []]));
  readonly #columns = new Map<Table, readonly string[]>();
  readonly #numbers = new Map<string, number>();
  readonly #desks = new Map<string, number>();
  #length = 0;
  #feed: string[] = [];
  #position = 0;
  cases = 0;
  rows = 0;

  private constructor(db: Db) {
    this.#db = db;
  }

  static async on(db: Db): Promise<CityWriter> {
    const writer = new CityWriter(db);
    await writer.#prepare();
    return writer;
  }

  /** The columns that are written, and the last numbers that were given. */
  async #prepare(): Promise<void> {
    const columns = await rowsOf(
      this.#db,
      { table: text, column: text },
      sql`
        select table_name::text as table, column_name::text as column from information_schema.columns
        where table_schema = current_schema() and is_identity = 'NO' and table_name in (${sql.join(order)})
        order by ordinal_position`,
    );
    for (const table of order)
      this.#columns.set(
        table,
        columns.filter(row => row.table === table).map(row => row.column),
      );
    const counters = await this.#db.selectFrom('instrument_counter').selectAll().execute();
    for (const { authority, level, year, last } of counters) this.#numbers.set(`${authority} ${level} ${year}`, last);
    const feed = sql`select coalesce(max(position), 0)::int as last from feed`;
    this.#position = (await rowOf(this.#db, { last: integer }, feed))!.last;
  }

  /** Adds a copy of a template under its own names; it is written with the next batch. */
  async add(template: Template, own: Own): Promise<void> {
    const values = new Map(Object.entries(own).map(([name, value]) => [placeholders[name as keyof Own], value]));
    for (const { authority, level, year, placeholder } of template.numbers) {
      const register = `${authority} ${level} ${year}`;
      const number = (this.#numbers.get(register) ?? 0) + 1;
      this.#numbers.set(register, number);
      values.set(String(placeholder), String(number));
    }
    for (const [gap, payload] of template.payloads) values.set(gap, digestOf(fill(payload, values)));
    let head = genesis(own.id);
    template.events.forEach(({ text, columns }, index) => {
      const data = fill(text, values);
      const hash = digestOf(`${head}\n${data}`);
      this.#push(
        'event',
        `{${fill(columns, values)},"data":${JSON.stringify(data)},"prev":"${head}","hash":"${hash}"}`,
      );
      this.#feed.push(`{"case_id":"${own.id}","seq":${index + 1}}`);
      head = hash;
    });
    values.set(headGap, head);
    this.#push('case', `{${fill(template.case, values)}}`);
    for (const { table, rows } of template.tables) this.#push(table as Table, fill(rows, values));
    for (const { desk, status, colour } of template.desks) {
      const key = JSON.stringify([desk, status, colour]);
      this.#desks.set(key, (this.#desks.get(key) ?? 0) + 1);
    }
    this.cases += 1;
    if (this.#length > batchLength) await this.flush();
  }

  #push(table: Table, rows: string): void {
    this.#rows.get(table)!.push(rows);
    this.#length += rows.length;
  }

  /** Writes what was added since the last time, in one transaction. */
  async flush(): Promise<void> {
    await this.#db.transaction().execute(async tx => {
      await sql`set local synchronous_commit = off`.execute(tx);
      for (const table of order) {
        const rows = this.#rows.get(table)!;
        if (rows.length === 0) continue;
        const columns = sql.join(this.#columns.get(table)!.map(column => sql.id(column)));
        const { numAffectedRows } = await sql`
          insert into ${sql.table(table)} (${columns})
          select ${columns}
          from json_populate_recordset(null::${sql.table(table)}, ${`[${rows.join(',')}]`}::json)
          ${sealing[table] ? sql`returning ${sealing[table]}` : sql``}`.execute(tx);
        this.rows += Number(numAffectedRows);
        this.#rows.set(table, []);
      }
      await sql`
        insert into feed (position, case_id, seq) select ${this.#position}::bigint + ordinality, case_id, seq
        from rows from (json_to_recordset(${`[${this.#feed.join(',')}]`}::json) as (case_id text, seq int))
          with ordinality as added(case_id, seq, ordinality)`.execute(tx);
      await this.#count(tx);
    });
    this.#position += this.#feed.length;
    this.rows += this.#feed.length;
    this.#feed = [];
    this.#length = 0;
  }

  async #count(tx: Db): Promise<void> {
    const desks = [...this.#desks].map(([key, cases]) => {
      const [desk, status, colour] = JSON.parse(key) as [string, string, string];
      return { desk, status, colour, cases };
    });
    const numbers = [...this.#numbers].map(([register, last]) => {
      const [authority, level, year] = register.split(' ') as [string, string, string];
      return { authority, level, year: Number(year), last };
    });
    await sql`insert into desk_count (desk, status, colour, cases)
      select desk, status, colour, cases
      from json_populate_recordset(null::desk_count, ${JSON.stringify(desks)}::json)`.execute(tx);
    await sql`insert into instrument_counter
      select * from json_populate_recordset(null::instrument_counter, ${JSON.stringify(numbers)}::json)
      on conflict (authority, level, year) do update set last = excluded.last`.execute(tx);
    this.#desks.clear();
  }
}
