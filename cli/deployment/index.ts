import { Command } from 'commander';
import { stackHelp } from '../connections.ts';
import { withExamples } from '../options.ts';
import { move } from './move.ts';
import { promoteBuild } from './promote.ts';
import { status } from './status.ts';

export const command = withExamples(
  new Command('deployment')
    .description(
      'Releases a new build of the workflow code: each run stays with the build that it began on until it is ' +
        'moved. A ' +
        'case moves between two of its tasks, with all that it knows; acts meanwhile are answered, at worst by ' +
        'the same ' +
        'id asked again. A case whose build has no worker any more starts again from its log. Stop the workers of a ' +
        'build when status says that no case is on it.',
    )
    .addCommand(status)
    .addCommand(promoteBuild)
    .addCommand(move)
    .addHelpText('after', stackHelp),
  'deployment status',
  'deployment move --rate 50',
);
