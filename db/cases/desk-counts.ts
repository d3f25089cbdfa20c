import { sql } from 'kysely';
import type { Colour, Status } from '../../domain/case/vocabulary.ts';
import type { Db } from '../client.ts';

/** How many cases of one status and colour a desk has. */
export interface DeskCount {
  readonly status: Status;
  readonly colour: Colour;
  readonly cases: number;
}

/** The counts of a desk, without those that are zero, in the order of status and colour. */
export async function readDeskCounts(db: Db, desk: string): Promise<readonly DeskCount[]> {
  const rows = await db
    .selectFrom('desk_count')
    .select(['status', 'colour', ({ fn }) => fn.sum<number>('cases').as('cases')])
    .where('desk', '=', desk)
    .groupBy(['status', 'colour'])
    .having(({ fn }) => fn.sum('cases'), '<>', 0)
    .orderBy('status')
    .orderBy('colour')
    .execute();
  return rows;
}

/**
 * Folds the rows of each (desk, status, colour) into one, so that reading them stays short. Whoever counts meanwhile
 * neither waits nor is lost: only rows that this statement itself deletes are summed.
 */
export async function foldDeskCounts(db: Db): Promise<void> {
  await sql`
    with crowded as (select desk, status, colour from desk_count group by desk, status, colour having count(*) > 1),
    gone as (
      delete from desk_count d using crowded c
      where (d.desk, d.status, d.colour) = (c.desk, c.status, c.colour) returning d.*)
    insert into desk_count (desk, status, colour, cases)
    select desk, status, colour, sum(cases)::int from gone
      group by desk, status, colour having sum(cases) <> 0`.execute(db);
}
