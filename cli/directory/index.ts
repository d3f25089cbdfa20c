import { Command } from 'commander';
import { databaseHelp } from '../connections.ts';
import { withExamples } from '../options.ts';
import { history } from './history.ts';
import { importDirectory } from './import.ts';
import { status } from './status.ts';

export const command = withExamples(
  new Command('directory')
    .description('The directory: units, people, posts, absences, relations and delegations. Every change is a version.')
    .addCommand(importDirectory)
    .addCommand(history)
    .addCommand(status)
    .addHelpText('after', databaseHelp),
  'directory import directory.json --dry-run',
  'directory history',
);
