import type { Db } from '../client.ts';
import { claimFiles } from '../files/claims.ts';
import { ask, type Asking, type AskResult } from './ask.ts';
import { readCommand } from './commands.ts';

/** Nothing of the transaction is to stay. */
class NotAsked extends Error {
  override readonly name = 'NotAsked';
  readonly result: AskResult | { readonly kind: 'filesTaken'; readonly files: readonly string[] };

  constructor(result: NotAsked['result']) {
    super(result.kind);
    this.result = result;
  }
}

/**
 * Writes a command and binds the files that it names to its case, in one transaction. Where a file is not to be had,
 * nothing is written; a repeat of a command that is there already binds nothing anew.
 */
export async function askWithFiles(db: Db, asking: Asking, files: readonly string[]): Promise<NotAsked['result']> {
  if (files.length === 0) return await ask(db, asking);
  try {
    return await db.transaction().execute(async tx => {
      const taken = await claimFiles(tx, { key: asking.key, caseId: asking.caseId, files });
      if (taken.length > 0 && !(await readCommand(tx, asking.key)))
        throw new NotAsked({ kind: 'filesTaken', files: taken });
      const result = await ask(tx, asking);
      if (result.kind !== 'asked' || taken.length > 0) throw new NotAsked(result);
      return result;
    });
  } catch (error) {
    if (!(error instanceof NotAsked)) throw error;
    // A repeat: its command stands, only nothing is bound.
    return error.result.kind === 'asked' ? await ask(db, asking) : error.result;
  }
}
