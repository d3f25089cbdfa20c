import { sql } from 'kysely';
import { type Day, formatDay } from '../../domain/calendar/day.ts';
import type { Every } from '../../domain/procedure/language/schedule.ts';
import type { Db } from '../client.ts';
import { rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';

/** A schedule by its procedure's name: what it has begun is what the commands of its dates say. */
export interface Schedule {
  readonly id: string;
  readonly every: Every;
  readonly zone: string;
  readonly from: Day;
  readonly firedOn: Day | null;
  readonly failure: string | null;
}

const { id, every, zone, from_day: from, fired_on: firedOn, failure } = tables.schedule;
const shape = { id, every, zone, from, firedOn, failure };
const columns = sql`id, every, zone, from_day as "from", fired_on as "firedOn", failure`;

/** All schedules, or those of some procedures, by their names. */
export const readSchedules = async (db: Db, ids?: readonly string[]): Promise<readonly Schedule[]> =>
  await rowsOf(
    db,
    shape,
    sql`select ${columns} from schedule where ${ids ? sql`id = any(${[...ids]}::text[])` : sql`true`} order by id`,
  );

/**
 * Makes the row of a schedule where it is missing. One whose procedure now says otherwise counts anew from the last
 * date that has begun.
 */
export async function keepSchedule(db: Db, name: string, rule: Every, today: Day): Promise<void> {
  const text = JSON.stringify(rule);
  await sql`
    insert into schedule (id, every, zone, from_day)
    values (${name}, ${text}::jsonb, 'Asia/Shanghai', ${formatDay(today)}::date)
    on conflict (id) do update set every = excluded.every, from_day = coalesce(schedule.fired_on, schedule.from_day)
    where schedule.every <> excluded.every`.execute(db);
}

/** The date has begun, or could not: then it is tried again, and no later one before it. */
export async function noteFired(db: Db, name: string, date: Day): Promise<void> {
  await sql`
    update schedule set fired_on = greatest(fired_on, ${formatDay(date)}::date), failure = null
    where id = ${name}`.execute(db);
}
export async function noteNotFired(db: Db, name: string, failure: string): Promise<void> {
  await sql`update schedule set failure = ${failure.slice(0, 1_000)} where id = ${name}`.execute(db);
}
