import { Command } from 'commander';
import { withExamples } from './options.ts';
import { action } from './run.ts';

export const command = withExamples(
  new Command('histories')
    .description(
      'Plays cases of every released procedure version on a stack of its own, which is thrown away, and keeps the ' +
        'histories of their runs in test/workflows/histories/, where the tests replay them. Takes a minute. Run it ' +
        'again when a change of the workflow code is meant, and only then: see docs/operating.md, "Recorded ' +
        'histories".',
    )
    .action(
      action(async () => {
        // Loaded here, so that the help does not wait for a whole stack.
        const { recordAll } = await import('./histories/record-all.ts');
        await recordAll();
      }),
    ),
  'histories',
);
