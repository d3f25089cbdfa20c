import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { text } from '../../db/column.ts';
import { rowOf } from '../../db/rows.ts';

/** Whose lists are read: the largest of each kind, where a bad plan costs most. */
export interface Largest {
  /** The unit with the most cases. */
  readonly unit: string;
  /** The unit with the most open steps. */
  readonly inbox: string;
  /** The unit that the most clocks run for. */
  readonly clocks: string;
  readonly applicant: string;
  readonly procedure: string;
  /** The procedure with the fewest cases. */
  readonly rarest: string;
  readonly person: string;
  readonly authority: string;
  /** The unit that most instruments are addressed to. */
  readonly addressed: string;
  readonly number: string;
}

const most = async (db: Db, from: string, order = 'desc'): Promise<string> => {
  const reading = sql`
    select key from (${sql.raw(from)}) x(key) group by key order by count(*) ${sql.raw(order)} limit 1`;
  return (await rowOf(db, { key: text }, reading))?.key ?? 'nobody';
};

export async function findLargest(db: Db): Promise<Largest> {
  return {
    unit: await most(db, `select desk from case_desk where desk not in ('service-window', '*')`),
    inbox: await most(db, 'select unit from case_step where open and unit is not null'),
    clocks: await most(db, `select unit from case_clock where state = 'running' and unit is not null`),
    applicant: await most(db, 'select applicant from "case"'),
    procedure: await most(db, 'select procedure from "case"'),
    rarest: await most(db, 'select procedure from "case"', 'asc'),
    person: await most(db, 'select claimed_by from case_step where open and claimed_by is not null'),
    authority: await most(db, 'select authority from instrument'),
    addressed: await most(db, 'select unit from instrument'),
    number: (await rowOf(db, { number: text }, sql`select number from "case" order by id offset 1000 limit 1`))!.number,
  };
}
