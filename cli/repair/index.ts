import { Command } from 'commander';
import { stackHelp } from '../connections.ts';
import { withExamples } from '../options.ts';
import { compare } from './compare.ts';
import { done } from './done.ts';
import { list } from './list.ts';
import { repairs } from './repairs.ts';
import { told } from './told.ts';

export const command = withExamples(
  new Command('repair')
    .description(
      'Shows what went wrong and puts it right. Each repair is recorded with who did it and why, and is ' +
        'refused where ' +
        'it does not apply.',
    )
    .addHelpText('after', stackHelp),
  'repair list',
  'repair take all --by p-administrator --reason "restored from the copy of last night"',
);
for (const each of [list, compare, told, done]) command.addCommand(each.helpGroup('Looking:'));
for (const each of repairs) command.addCommand(each.helpGroup('Repairing, with --by and --reason:'));
