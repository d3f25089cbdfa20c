import type { Db } from '../../db/client.ts';
import { restoreCommands } from '../../db/commands/restore.ts';
import type { Asked } from '../../domain/host/virtual/virtual-case.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';

/** Writes the rows of what was asked of a case on the virtual clock: an event without its command's row is refused. */
export const writeAsked = (db: Db, caseId: string, asked: readonly Asked[]): Promise<void> =>
  restoreCommands(
    db,
    { caseId, procedure: 'on-the-virtual-clock.v1', timeOffset: 0 },
    asked.map(({ by, command, key }) => ({ key, actor: by, payload: canonicalJson(command), asked: 0 })),
  );

/** Takes them away again, as a database that is older than the log's writer lacks them. */
export const dropAsked = async (owner: Db, caseId: string): Promise<void> => {
  await owner.deleteFrom('command').where('case_id', '=', caseId).execute();
};
