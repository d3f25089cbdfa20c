import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { integer, text, texts } from '../column.ts';
import { type RowOf, rowsOf } from '../rows.ts';

/** Writes down which procedure versions a build has; the same again is nothing new. */
export async function recordBuild(db: Db, id: string, procedures: readonly string[]): Promise<void> {
  await db
    .insertInto('build')
    .values({ id, procedures: [...procedures] })
    .onConflict(on => on.doNothing())
    .execute();
}

/** A procedure version that open cases run under and a build lacks; numbers of a few of the cases. */
export type Lacking = RowOf<typeof lackingShape>;
const lackingShape = { procedure: text, cases: integer, numbers: texts };

/** What a build lacks of what the open cases need. Nothing for a build whose workers never said what they have. */
export async function lackingIn(db: Db, build: string): Promise<readonly Lacking[]> {
  const statement = sql`
    select c.procedure, count(*)::int as cases, (array_agg(c.number order by c.number))[1:5] as numbers
    from build b join "case" c on not c.closed and c.procedure <> all (b.procedures) where b.id = ${build} group by
      c.procedure order by c.procedure`;
  return await rowsOf(db, lackingShape, statement);
}
