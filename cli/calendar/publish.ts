import { defined } from '../../domain/defined.ts';
import { Command } from 'commander';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { Calendars } from '../../commands/calendars.ts';
import { standingOf } from '../../db/calendars/publication-checks.ts';
import { fastestRate, publishVersion, usualRate } from '../../db/calendars/publications.ts';
import type { Db } from '../../db/client.ts';
import { isKnown } from '../../db/directory/directory.ts';
import type { CalendarFile } from '../../domain/calendar/file.ts';
import { readCalendarFile } from '../../domain/calendar/reading.ts';
import { Refused } from '../../domain/refusal.ts';
import { publicationImpact } from '../../operations/calendar/publication-impact.ts';
import { isAgreed } from '../agree.ts';
import { withDatabase } from '../connections.ts';
import type { Outcome } from '../exit-codes.ts';
import { wholeNumber, withExamples } from '../options.ts';
import { progressOf } from '../output.ts';
import { action, UsageError } from '../run.ts';
import { contentOf } from './content.ts';
import { followPublication } from './follow.ts';
import { foreseenLines, progressLine } from './lines.ts';
import { refusalText } from '../../domain/words/refusals.ts';

interface Options {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly wait: boolean;
  readonly calendar?: string;
  readonly version?: string;
  readonly title?: string;
  readonly on?: string;
  readonly rate: number;
  readonly by?: string;
}

export const publish = withExamples(
  new Command('publish')
    .description(
      'Shows what would change, asks, publishes, and follows the progress. The cases count anew in their own ' +
        'runs, by ' +
        'whichever worker is there. Ctrl-C, or a crash, stops only the watching. Publishing the same file ' +
        'again goes on ' +
        'watching and changes nothing.',
    )
    .argument('<file>', 'in JSON, as calendar show --json prints one')
    .option('--dry-run', 'shows what would change and ends')
    .option('--yes', 'publishes without asking')
    .option('--no-wait', 'ends when it is published; the workers carry on')
    .option('--calendar <calendar>', 'names the calendar, where the file holds years alone')
    .option('--version <version>', 'names the version there')
    .option('--title <title>', 'names its title there')
    .option('--on <calendar>', 'names there the calendar that it lies on')
    .option(
      '--rate <cases>',
      `cases a second, 1 to ${fastestRate}; ${usualRate} if not said`,
      wholeNumber(1, fastestRate),
      usualRate,
    )
    .option('--by <person>', 'who publishes, by their id in the directory')
    .action(
      action(async (path: string, options: Options) => {
        const file = await fileOf(path, options);
        return await withDatabase(db => publishFile(db, file, options), { max: 4 });
      }),
    ),
  'calendar publish district.json --dry-run',
  'calendar publish district.json --yes --by p-administrator',
);

async function publishFile(db: Db, file: CalendarFile, options: Options): Promise<Outcome> {
  const { dryRun, yes, wait, rate, by = 'terminal' } = options;
  if (options.by !== undefined && !(await isKnown(db, by)))
    throw new UsageError(`Found no person ${by} in the directory.`);
  if ((await standingOf(db, file)) === 'published') {
    console.log(`${file.version} is published already.`);
    if (dryRun) return 'done';
  } else {
    const versions = await printImpact(db, file);
    if (dryRun) return 'done';
    if (!yes && !(await isAgreed(`Publish ${versions.join(', ')}?`))) {
      console.log('Nothing was published.');
      return 'done';
    }
  }
  const publication = await publishVersion(db, {
    file,
    actor: { person: by, role: 'administrator' },
    key: `${by}:publish-${file.version}`,
    rate,
  });
  if (wait) return await followPublication(db, publication);
  console.log(progressLine(publication));
  return 'done';
}

/** Prints what would change, and returns the versions that would be in force. */
async function printImpact(db: Db, file: CalendarFile): Promise<readonly string[]> {
  const context = { db, procedures: await loadProcedures(), calendars: new Calendars(db) };
  const impact = await progressOf().stage('what would change', detail =>
    publicationImpact(context, file, {
      progress: (done, all) => {
        detail(`${done} of ${all} cases`);
      },
    }),
  );
  console.log(foreseenLines(impact).join('\n'));
  return impact.versions;
}

async function fileOf(path: string, { calendar, version, title, on }: Options): Promise<CalendarFile> {
  const content = await contentOf(path);
  try {
    return readCalendarFile(content, {
      ...defined({ calendar, version, title, on }),
    });
  } catch (error) {
    if (error instanceof Refused && error.code === 'calendar.file')
      throw new UsageError(refusalText(error.refusal, 'en'), { cause: error });
    throw error;
  }
}
