import { readFile } from 'node:fs/promises';
import { settingsOf } from '../bin/compose/settings/settings.ts';
import { applicationRole, connect } from '../db/client.ts';
import { removePerson, writeDirectory } from '../db/directory/directory.ts';
import { directoryFrom } from '../domain/directory/file.ts';
import { withExamples } from './options.ts';
import { UsageError } from './run.ts';
import { settingsCommand } from './settings-command.ts';

const form = `
The file:
  { "units": [{ "id": "fire-rescue", "title": "区消防救援大队", "kind": "department", "parent": "district-government",
                "role": "fire-safety", "region": "330106", "level": "district" }, …],
    "people": [{ "id": "p-1", "name": "…", "unit": "fire-rescue" }, …],
    "holdings": [{ "person": "p-1", "unit": "fire-rescue", "post": "handler", "from": "2026-01-01" }, …],
    "absences": [{ "person": "p-1", "from": "2026-10-01T00:00+08:00", "to": "2026-10-09T00:00+08:00",
                   "deputy": "p-2" }],
    "relations": [{ "person": "p-1", "subject": "p-9", "kind": "kin", "from": "2026-01-01" }],
    "removed": ["p-7"] }

Of a unit, parent, role, region, level (city, district, township, village) and calendar may be left out.

Restart api and worker after a change of units: procedures are held against them at start.`;

export const command = withExamples(
  settingsCommand('directory', settingsOf.directory, async ({ DATABASE_URL: url }, _env, file) => {
    const { removed, ...directory } = directoryFrom(await read(file));
    const db = connect(url, { role: applicationRole, max: 1 });
    try {
      await writeDirectory(db, directory);
      for (const person of removed) await removePerson(db, person);
    } finally {
      await db.destroy();
    }
    const { units, people, holdings, absences } = directory;
    console.log(
      `${units.length} units, ${people.length} people, ${holdings.length} holdings, ${absences.length} absences ` +
        `written, ${removed.length} people removed`,
    );
  })
    .description(
      'Writes the directory from a file: nobody signs in who does not stand in it. Units and people are added or ' +
        'changed; holdings of posts and absences are replaced by those of the file; people under "removed" ' +
        'sign in no ' +
        'more. Nothing is written when anything does not fit.',
    )
    .argument('<file>', 'in JSON')
    .addHelpText('after', form),
  'directory directory.json',
);

async function read(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    // The parser would quote what stands there.
    throw new UsageError(`${file} is not JSON.`);
  }
}
