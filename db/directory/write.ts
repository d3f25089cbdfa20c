import { changesBetween, removalOf } from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { Db } from '../client.ts';
import { readWholeDirectory } from './directory.ts';
import { type DirectoryAct, lockDirectory, writeVersion } from './versions.ts';

const atStart: DirectoryAct = { by: 'terminal', reason: 'as handed over' };

/**
 * Writes a directory as it was handed over, in one version: units and people that are new or changed; posts, absences
 * and relations are replaced. Nothing where nothing differs. Of the rules of a change it asks none: see
 * `changeDirectory`.
 */
export async function writeDirectory(db: Db, directory: Directory, act: DirectoryAct = atStart): Promise<void> {
  await db.transaction().execute(async tx => {
    await lockDirectory(tx);
    const changes = changesBetween(await readWholeDirectory(tx), directory);
    if (changes.length > 0) await writeVersion(tx, act, changes);
  });
}

/** Takes a person out of the directory; what they did stays in the log under their id. */
export async function removePerson(db: Db, id: string, act: DirectoryAct = atStart): Promise<void> {
  await db.transaction().execute(async tx => {
    await lockDirectory(tx);
    const directory = await readWholeDirectory(tx);
    const person = directory.people.find(each => each.id === id);
    if (person) await writeVersion(tx, act, removalOf(directory, person));
  });
}
