import { Command } from 'commander';
import { databaseHelp } from '../connections.ts';
import { withExamples } from '../options.ts';
import { importYears } from './import.ts';
import { list } from './list.ts';
import { publish } from './publish.ts';
import { show } from './show.ts';
import { status } from './status.ts';

export const command = withExamples(
  new Command('calendar')
    .description('Calendars: which days are working days, by versions; and publishing a version to every open case.')
    .addCommand(list)
    .addCommand(show)
    .addCommand(importYears)
    .addCommand(publish)
    .addCommand(status)
    .addHelpText('after', databaseHelp),
  'calendar list',
  'calendar publish district.json --dry-run',
);
