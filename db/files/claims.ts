import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { text } from '../column.ts';
import { rowsOf } from '../rows.ts';

/** Files that a command names, by the command's key and the case that it is of. */
export interface Claim {
  readonly key: string;
  readonly caseId: string;
  readonly files: readonly string[];
}

/**
 * Binds files to the case of a command that names them, in the transaction that writes the command. A file belongs to
 * one case: what another case's command holds, accepted or still unanswered, is not had. A command that was refused
 * holds nothing. Returns the files that were not had; of a repeat none.
 */
export async function claimFiles(tx: Db, { key, caseId, files }: Claim): Promise<readonly string[]> {
  const wanted = [...new Set(files)];
  const had = await rowsOf(
    tx,
    { id: text },
    sql`with locked as materialized (
        select id from file where id = any(${wanted}::text[]) order by id for update)
      update file f set case_id = ${caseId},
        claims = case when ${key} = any(f.claims) then f.claims
          when f.case_id = ${caseId} then f.claims || ${key}::text else array[${key}::text] end
      from locked l where f.id = l.id and (${key} = any(f.claims) or f.state = 'ready' and (f.case_id is null
        or f.case_id = ${caseId} or not exists (select from unnest(f.claims) c(key) where holds_file(c.key))))
      returning f.id`,
  );
  const found = new Set(had.map(({ id }) => id));
  return wanted.filter(id => !found.has(id));
}
