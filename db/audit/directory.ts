import { sql } from 'kysely';
import type { DirectoryChange } from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { defined } from '../../domain/defined.ts';
import type { Tx } from '../client.ts';
import { pick } from '../column.ts';
import { readWholeDirectory } from '../directory/directory.ts';
import { rowsOf } from '../rows.ts';
import { tables } from '../schema.ts';

/** The directory, and what all its versions did, in their order. */
export async function storedDirectory(
  tx: Tx,
): Promise<{ readonly directory: Directory; readonly changes: readonly DirectoryChange[] }> {
  const reading = sql`select kind, before, after from directory_change order by version, position`;
  const rows = await rowsOf(tx, pick(tables.directory_change, 'kind', 'before', 'after'), reading);
  const changes = rows.map(
    ({ kind, before, after }) =>
      ({
        kind,
        ...defined({ before: before ?? undefined, after: after ?? undefined }),
      }) as unknown as DirectoryChange,
  );
  return { directory: await readWholeDirectory(tx), changes };
}
