import { Command } from 'commander';
import { databaseHelp } from '../connections.ts';
import { withExamples } from '../options.ts';
import { history } from './history.ts';
import { importDirectory } from './import.ts';
import { officeChanges } from './office-changes.ts';
import { personalChanges } from './personal-changes.ts';
import { status } from './status.ts';

const directory = new Command('directory')
  .description('The directory: units, people, posts, absences, relations and delegations. Every change is a version.')
  .addCommand(importDirectory)
  .addCommand(history)
  .addCommand(status)
  .addHelpText('after', databaseHelp);
for (const each of [...officeChanges, ...personalChanges]) directory.addCommand(each);

export const command = withExamples(
  directory,
  'directory import directory.json --dry-run',
  'directory give-post p-9 fire-rescue handler --reason "new"',
  'directory history',
);
