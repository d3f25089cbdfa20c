import { type Command, InvalidArgumentError } from 'commander';
import { invocation } from './run.ts';

/** Reads a whole number for an option; commander says which option it was. */
export const wholeNumber =
  (from: number, to: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= from && Number(text) <= to) return Number(text);
    const expected = to === Infinity ? `a whole number from ${from} on` : `${from} to ${to}`;
    throw new InvalidArgumentError(`Found ${text}, expected ${expected}.`);
  };

/** Reads seconds for an option, as milliseconds. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError(`Found ${text}, expected seconds.`);
  return value * 1_000;
}

/** Collects an option that may be given several times. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** Adds examples to a command's help; each is written without the program's name. */
export const withExamples = (command: Command, ...examples: readonly string[]): Command =>
  command.addHelpText('after', `\nExamples:\n${examples.map(each => `  ${invocation} ${each}`).join('\n')}`);
