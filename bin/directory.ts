/** Writes the directory: units, people, who holds which post, who is away. */
import { readFile } from 'node:fs/promises';
import { applicationRole, connect } from '../db/client.ts';
import { removePerson, writeDirectory } from '../db/directory/directory.ts';
import { directoryFrom } from '../domain/directory/file.ts';
import { runProgram } from './compose/program.ts';
import { SettingsError } from './compose/settings/setting.ts';
import { settingsOf } from './compose/settings/settings.ts';

const usage = `Writes the directory from a file: nobody signs in who does not stand in it. Units and people are added or changed; holdings of posts
and absences are replaced by those of the file; people under "removed" sign in no more. Nothing is written when anything does not fit.

  node bin/directory.ts <file>

  { "units": [{ "id": "fire-rescue", "title": "区消防救援大队", "kind": "department", "parent": "district-government" }, …],
    "people": [{ "id": "p-1", "name": "…", "unit": "fire-rescue" }, …],
    "holdings": [{ "person": "p-1", "unit": "fire-rescue", "post": "handler", "from": "2026-01-01" }, …],
    "absences": [{ "person": "p-1", "from": "2026-10-01T00:00+08:00", "to": "2026-10-09T00:00+08:00", "deputy": "p-2" }],
    "removed": ["p-7"] }

Restart api and worker after a change of units: procedures are held against them at start.
`;

async function read(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SettingsError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    // The parser would quote what stands there.
    throw new Error(`${file} is not JSON.`);
  }
}

await runProgram({
  usage,
  settings: settingsOf.directory,
  operand: 'file',
  async run({ DATABASE_URL: url }, _env, file) {
    const { removed, ...directory } = directoryFrom(await read(file));
    const db = connect(url, { role: applicationRole, max: 1 });
    try {
      await writeDirectory(db, directory);
      for (const person of removed) await removePerson(db, person);
    } finally {
      await db.destroy();
    }
    console.log(
      `${directory.units.length} units, ${directory.people.length} people, ${directory.holdings.length} holdings, ${directory.absences.length} absences written, ${removed.length} people removed`,
    );
  },
});
