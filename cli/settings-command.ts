import { Command } from 'commander';
import { helpOf, readSettings, type Settings, type Values } from '../bin/compose/settings/setting.ts';
import type { Outcome } from './exit-codes.ts';
import { action } from './run.ts';

/**
 * A command that takes all that it needs from the environment, as the programs of production do. Its help lists the
 * settings; they are all checked before `work` begins.
 * @param work is given the environment with secrets read from their files
 */
export const settingsCommand = <S extends Settings>(
  name: string,
  settings: S,
  work: (values: Values<S>, env: Readonly<Record<string, string>>, operand: string) => Promise<Outcome | void>,
): Command =>
  new Command(name).addHelpText('after', `\nEnvironment:\n${helpOf(settings)}`).action(
    action(async (...given: readonly unknown[]) => {
      const { values, env } = readSettings(settings, process.env);
      return work(values, env, typeof given[0] === 'string' ? given[0] : '');
    }),
  );
