import { sql } from 'kysely';
import type { Db } from '../client.ts';

/** Writes down which procedure versions a build has; the same again is nothing new. */
export async function recordBuild(db: Db, id: string, procedures: readonly string[]): Promise<void> {
  await db
    .insertInto('build')
    .values({ id, procedures: [...procedures] })
    .onConflict(on => on.doNothing())
    .execute();
}

/** A procedure version that open cases run under and a build lacks; numbers of a few of the cases. */
export interface Lacking {
  readonly procedure: string;
  readonly cases: number;
  readonly numbers: readonly string[];
}

/** What a build lacks of what the open cases need. Nothing for a build whose workers never said what they have. */
export async function lackingIn(db: Db, build: string): Promise<readonly Lacking[]> {
  const { rows } = await sql<Lacking>`
    select c.procedure, count(*)::int as cases, (array_agg(c.number order by c.number))[1:5] as numbers
    from build b join "case" c on not c.closed and c.procedure <> all (b.procedures) where b.id = ${build} group by
      c.procedure order by c.procedure`.execute(db);
  return rows;
}
