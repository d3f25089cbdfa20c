import { Command } from 'commander';
import { readVersion, readVersions } from '../../db/calendars/calendars.ts';
import type { Db } from '../../db/client.ts';
import { writtenCalendarFile } from '../../domain/calendar/reading.ts';
import { withDatabase } from '../connections.ts';
import { withExamples } from '../options.ts';
import { action, UsageError } from '../run.ts';
import { versionLines } from './lines.ts';

export const show = withExamples(
  new Command('show')
    .description('its years and days')
    .argument('<version>', 'of a calendar, as calendar list names it')
    .option('--json', 'the file as it was published, to be amended and published')
    .action(
      action((version: string, { json }: { readonly json?: true }) =>
        withDatabase(db => showVersion(db, version, json ?? false)),
      ),
    ),
  'calendar show cn-2026',
  'calendar show cn-2026 --json',
);

async function showVersion(db: Db, version: string, json: boolean): Promise<void> {
  const found = await readVersion(db, version);
  if (!found) {
    const known = (await readVersions(db)).map(each => each.data.version);
    throw new UsageError(`Found no version ${version}; there are ${known.join(', ') || 'none'}.`);
  }
  if (json) process.stdout.write(writtenCalendarFile(found.file));
  else console.log(versionLines(found).join('\n'));
}
