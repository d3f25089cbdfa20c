import { Command } from 'commander';
import type { Db } from '../../db/client.ts';
import { changesBetween, type DirectoryChange, removalOf, withChanges } from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import type { DirectoryFile } from '../../domain/directory/file.ts';
import { withDatabase } from '../connections.ts';
import { withExamples } from '../options.ts';
import { directoryAt } from '../directory-file.ts';
import { action } from '../run.ts';
import { applyChange, type ChangeOptions, withChangeOptions } from './apply.ts';

const form = `
The file:
  { "units": [{ "id": "fire-rescue", "title": "区消防救援大队", "kind": "department", "parent": "district-government",
                "role": "fire-safety", "region": "330106", "level": "district", "telephone": "0571-00000119" }, …],
    "people": [{ "id": "p-1", "name": "…", "unit": "fire-rescue" }, …],
    "holdings": [{ "person": "p-1", "unit": "fire-rescue", "post": "handler", "from": "2026-01-01" }, …],
    "absences": [{ "person": "p-1", "from": "2026-10-01T00:00+08:00", "to": "2026-10-09T00:00+08:00",
                   "deputy": "p-2" }],
    "relations": [{ "person": "p-1", "subject": "p-9", "kind": "kin", "from": "2026-01-01" }],
    "removed": ["p-7"] }

Of a unit, parent, role, region, level (city, district, township, village), calendar and telephone may be left out.
Posts, absences and relations that the file leaves out end; units and people stay.

Restart api and worker after a change of units: procedures are held against them at start.`;

export const importDirectory = withExamples(
  withChangeOptions(
    new Command('import')
      .description(
        'Brings the directory to what a file says, in one version. Shows what would change, and asks. Lists ' +
          'everything that does not fit and changes nothing then.',
      )
      .argument('<file>', 'in JSON'),
  )
    .action(action((path: string, options: ChangeOptions) => withDatabase(db => importFile(db, path, options))))
    .addHelpText('after', form),
  'directory import directory.json --dry-run',
  'directory import directory.json --yes --reason "reform of the district"',
);

async function importFile(db: Db, path: string, options: ChangeOptions): Promise<void> {
  const file = await directoryAt(path);
  const reason = options.reason ?? `import of ${path.split('/').at(-1)}`;
  await applyChange(db, directory => changesTo(directory, file), { ...options, reason });
}

function changesTo(directory: Directory, { removed, ...file }: DirectoryFile): readonly DirectoryChange[] {
  const changes = changesBetween(directory, file);
  const after = withChanges(directory, changes);
  const leaving = directory.people.filter(each => removed.includes(each.id));
  return [...changes, ...leaving.flatMap(person => removalOf(after, person))];
}
