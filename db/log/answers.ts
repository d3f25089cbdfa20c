import type { Refusal } from '../../domain/refusal.ts';
import type { Db, Tx } from '../client.ts';
import { lockCase } from '../cases/cases.ts';
import type { CommandRow } from '../commands/command-row.ts';
import { refuse } from '../commands/commands.ts';
import { answering, type HeadedEntry, keyedCommands, forgedEntry, withHeads } from './keyed-entries.ts';
import { Forged } from './fork.ts';

/** Answers the commands of events that the log has already. */
export async function answerKnown(
  tx: Tx,
  caseId: string,
  entries: readonly HeadedEntry[],
  revision: number,
): Promise<void> {
  await answering(keyedCommands(caseId, entries), revision).execute(tx);
}

/**
 * Answers a command whose event the log has already, though no answer came with it: its row was lost with a newer
 * database and asked anew. Returns false when the log has no event with its key. (P23)
 * @throws Forged when the event is that of another person, or of other content
 */
export const answerFromLog = (db: Db, caseId: string, key: string): Promise<boolean> =>
  db.transaction().execute(tx => answerWithin(tx, caseId, key));

/**
 * Refuses a command as `refuse` does, unless the log has its event: then it is answered from there, and not refused.
 * What is just being written is waited for. Returns what became of it; `taken`: nothing was written, somebody else has
 * taken or answered it.
 * @throws Forged as `answerFromLog` does
 */
export async function refuseUnlessLogged(
  db: Db,
  { caseId, key, attempt }: Pick<CommandRow, 'caseId' | 'key' | 'attempt'>,
  refused: Refusal,
): Promise<'refused' | 'logged' | 'taken'> {
  return db.transaction().execute(async tx => {
    if (await answerWithin(tx, caseId, key)) return 'logged';
    return (await refuse(tx, key, attempt, { accepted: false, refused })) ? 'refused' : 'taken';
  });
}

async function answerWithin(tx: Tx, caseId: string, key: string): Promise<boolean> {
  const stored = await lockCase(tx, caseId);
  const entry = await tx
    .selectFrom('event')
    .select(['seq', 'data as text', 'hash'])
    .where('case_id', '=', caseId)
    .where('command_key', '=', key)
    .executeTakeFirst();
  if (!stored || !entry) return false;
  const entries = withHeads([entry]);
  const forged = await forgedEntry(tx, caseId, entries);
  if (forged !== undefined) throw new Forged(caseId, forged);
  await answerKnown(tx, caseId, entries, stored.revision);
  return true;
}
