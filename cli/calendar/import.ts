import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import { defined } from '../../domain/defined.ts';
import type { Arrangements } from '../../domain/calendar/arrangement.ts';
import { parseDay } from '../../domain/calendar/day.ts';
import { calendarOf, type CalendarFile } from '../../domain/calendar/file.ts';
import { importedYears } from '../../domain/calendar/imports/imports.ts';
import { shippedFiles } from '../../domain/calendar/published.ts';
import { readCalendarFile, writtenCalendarFile } from '../../domain/calendar/reading.ts';
import { withExamples } from '../options.ts';
import { action, UsageError } from '../run.ts';
import { contentOf } from './content.ts';

interface Options {
  readonly version?: string;
  readonly into?: string;
  readonly calendar?: string;
  readonly title?: string;
  readonly on?: string;
  readonly notice?: string;
  readonly out?: string;
}

/** Commander's own version option stands on the program alone, so this name is free here. */
export const importYears = withExamples(
  new Command('import')
    .description(
      'Makes a calendar file from the public formats of a notice: the JSON of holiday-cn for a year, or an iCalendar ' +
        'file (.ics) of days off and make-up workdays. Prints the file, to be looked at and published; changes ' +
        'nothing. A file with faults is refused with all of them, each by its line or path.',
    )
    .argument('<files...>', 'JSON of holiday-cn, or iCalendar')
    .requiredOption('--version <version>', 'names the version that is made, such as cn-2027')
    .option(
      '--into <calendar>',
      'puts the years into the other years of a calendar: a shipped one, or a file as calendar show --json prints it',
    )
    .option('--calendar <calendar>', 'names the calendar; that of --into if not said')
    .option('--title <title>', 'names its title; that of --into if not said')
    .option('--on <calendar>', 'names the calendar that it lies on')
    .option('--notice <notice>', 'number or address of the notice, where a file names none')
    .option('--out <file>', 'writes the calendar file there instead of printing it')
    .action(action((paths: readonly string[], options: Options) => importFiles(paths, options))),
  'calendar import 2027.json --into cn --version cn-2027 --title 国务院办公厅节假日安排 --out cn-2027.json',
  'calendar import 2027.ics --into cn --version cn-2027 --notice 国办发明电〔2026〕7号 --out cn-2027.json',
);

async function importFiles(paths: readonly string[], options: Options): Promise<void> {
  const { version, into, calendar, title, on, notice, out } = options;
  const imported: Arrangements[] = [];
  for (const path of paths) imported.push(importedYears(await textOf(path), { file: basename(path), notice }));
  const years: Arrangements = Object.assign({}, ...imported) as Arrangements;
  const below = into === undefined ? undefined : await calendarFileOf(into);
  if (!below && (calendar === undefined || title === undefined))
    throw new UsageError('Found no --into. Name the calendar with --calendar and --title, or give --into.');
  const named = { ...below, ...defined({ version, calendar, title, on }) };
  const { years: others = {}, ...header } = named;
  const file = readCalendarFile({ ...header, ...others, ...years });
  if (file.on === undefined) calendarOf(file);
  const text = writtenCalendarFile(file);
  if (out === undefined) process.stdout.write(text);
  else await writeFile(out, text);
  console.error(summaryLines(years, out ?? '<file>').join('\n'));
}

async function calendarFileOf(name: string): Promise<CalendarFile> {
  const shipped = shippedFiles.findLast(each => each.calendar === name || each.version === name);
  if (shipped) return shipped;
  if (existsSync(name)) return readCalendarFile(await contentOf(name));
  const known = shippedFiles.flatMap(each => [each.calendar, each.version]);
  throw new UsageError(`Found no calendar ${name}; expected ${known.join(', ')}, or a file.`);
}

const textOf = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The file ${path} cannot be read: ${error.code ?? error.message}.`);
  });

/** How many days of each year a person should find in the notice. */
const summaryLines = (years: Arrangements, to: string): readonly string[] => [
  ...Object.entries(years).map(([year, { off, work }]) => {
    const holidays = Object.entries(off).map(
      ([name, spans]) => `${name} ${spans.reduce((sum, each) => sum + lengthOf(each), 0)}`,
    );
    return `${year}: off ${holidays.join(', ') || 'none'}; make-up workdays ${work.join(', ') || 'none'}`;
  }),
  `Compare this with the notice. Then: calendar publish ${to} --dry-run`,
];

function lengthOf(span: string): number {
  const [from = '', to = from] = span.split('/');
  return parseDay(to) - parseDay(from) + 1;
}
