import type { Command } from 'commander';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import type { Db } from '../../db/client.ts';
import { isKnown, readWholeDirectory } from '../../db/directory/directory.ts';
import { readRepins } from '../../db/directory/repins.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import { type DirectoryChange, withChanges } from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { faultsOfChange } from '../../domain/directory/faults.ts';
import { Refused } from '../../domain/refusal.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { changeAndRepin } from '../../operations/directory/change.ts';
import { isAgreed } from '../agree.ts';
import { UsageError } from '../run.ts';
import { changeLines, repinLine, versionLine } from './lines.ts';

/** What every change of the directory by the terminal is given. */
export interface ChangeOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly reason?: string;
  readonly by?: string;
}

/** Who changes the directory where nobody is named. */
export const terminal = 'terminal';

export const withChangeOptions = (command: Command): Command =>
  command
    .option('--dry-run', 'shows what would change and ends')
    .option('--yes', 'changes without asking')
    .option('--reason <text>', 'why it changes; kept with the version')
    .option('--by <person>', 'who changes it, by their id in the directory');

/** Shows what an act would change, asks, and makes the version. A refusal is told in words. */
export async function applyChange(
  db: Db,
  acting: DirectoryActing,
  { dryRun, yes, by = terminal, reason }: ChangeOptions & { readonly reason: string },
): Promise<void> {
  try {
    if (by !== terminal && !(await isKnown(db, by))) throw new UsageError(`Found no person ${by} in the directory.`);
    const changes = foreseen(await readWholeDirectory(db), acting);
    console.log(changeLines(changes).join('\n'));
    if (dryRun || changes.length === 0) return;
    if (!yes && !(await isAgreed('Change the directory so?'))) return console.log('Nothing was changed.');
    const version = await changeAndRepin({ db, procedures: await loadProcedures() }, { by, reason }, acting);
    console.log(versionLine(version));
    for (const repin of await readRepins(db, version.version)) console.log(repinLine(repin));
  } catch (error) {
    if (error instanceof Refused) throw new UsageError(refusalText(error.refusal, 'en'), { cause: error });
    throw error;
  }
}

/** What would change, unless it does not fit. */
function foreseen(directory: Directory, acting: DirectoryActing): readonly DirectoryChange[] {
  const now = Date.now();
  const changes = acting(directory, now);
  const faults = faultsOfChange(directory, withChanges(directory, changes), changes, now);
  if (faults.length > 0) throw new Refused('directory.unfit', { faults });
  return changes;
}
