import { Command } from 'commander';
import { withExamples } from '../options.ts';
import { newProcedureCommand } from './procedure.ts';

export const command = withExamples(
  new Command('new').description('Writes the first files of something new.').addCommand(newProcedureCommand),
  'new procedure street-stall',
);
