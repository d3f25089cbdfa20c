import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { type Day, parseDay, parseInstant } from '../../domain/calendar/day.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import { withoutGain } from '../../domain/directory/gains.ts';
import { id, telephone, text } from '../../domain/values.ts';
import { withDatabase } from '../connections.ts';
import { withExamples } from '../options.ts';
import { action } from '../run.ts';
import { applyChange, type ChangeOptions, terminal, withChangeOptions } from './apply.ts';

const read =
  <T>(parse: (found: string) => T, expected: string) =>
  (found: string): T => {
    try {
      return parse(found);
    } catch {
      throw new InvalidArgumentError(`Found ${found}, expected ${expected}.`);
    }
  };
export const name = read(found => id.parse(found), 'an id');
export const titled = read(found => text(200).parse(found), 'a text of at most 200 characters');
export const number = read(found => telephone.parse(found), 'a telephone number');
export const day = read(parseDay, 'a day such as 2026-01-31');
export const instant = read(parseInstant, 'an instant such as 2026-01-31T09:00');

/** A word of the command that is an id. */
export const of = (what: string, about?: string): Argument => new Argument(`<${what}>`, about).argParser(name);

export const option = <T>(flags: string, about: string, parse: (found: string) => T): Option =>
  new Option(flags, about).argParser(parse);

export const firstDay = (): Option => option('--from <day>', 'the first day; today if not said', day);
export const lastDay = (): Option => option('--to <day>', 'the last day', day);
export interface Days {
  readonly from?: Day;
  readonly to?: Day;
}

interface Given<Options> {
  readonly names: readonly string[];
  readonly options: Options & ChangeOptions;
}

/**
 * A change of the directory as a command of its own: what it is about are its words, the rest are its options. By whom
 * it is asked is `terminal`, or the person of `--by`, who gains nothing by it.
 */
export function change<Options extends object>(
  named: string,
  about: string,
  example: string,
  words: readonly Argument[],
  options: readonly Option[],
  actingOf: (given: Given<Options>, by: string) => DirectoryActing,
): Command {
  const command = new Command(named).description(about);
  for (const word of words) command.addArgument(word);
  for (const each of options) command.addOption(each);
  const changing = withChangeOptions(command).action(
    action(async (...found: readonly unknown[]) => {
      const given = found[words.length] as Given<Options>['options'];
      const by = given.by ?? terminal;
      const acting = actingOf({ names: found.slice(0, words.length) as readonly string[], options: given }, by);
      await withDatabase(db => applyChange(db, withoutGain(acting, by), { ...given, reason: given.reason ?? named }));
    }),
  );
  return withExamples(changing, example);
}
