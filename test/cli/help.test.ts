import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { exitCodes, exitMeanings, type Outcome } from '../../cli/exit-codes.ts';
import { entries } from '../../cli/index.ts';
import { documents, textOf } from '../docs/blocks.ts';

/** Every command with the words that lead to it, groups before what they hold. */
const commands = (await Promise.all(Object.values(entries).map(({ load }) => load()))).flatMap(({ command }) =>
  spread(command, ''),
);

function spread(command: Command, before: string): readonly (readonly [words: string, command: Command])[] {
  const words = `${before}${command.name()}`;
  return [[words, command] as const, ...command.commands.flatMap(each => spread(each, `${words} `))];
}

function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: more => (text += more) }).outputHelp();
  return text;
}

test('each command is named by the word under which it is found', () => {
  expect(Object.keys(entries)).toEqual(commands.map(([words]) => words).filter(words => !words.includes(' ')));
});

test.each(commands)(
  'the help of %s tells what it is for and shows an example that begins with its words',
  (words, command) => {
    expect(command.description().length).toBeGreaterThan(5);
    expect(helpOf(command)).toMatch(new RegExp(`Examples:\\n {2}npm run -s shixian -- ${words}\\b`));
  },
);

test.each(documents)('every command of the program that %s names exists', async document => {
  const known = new Set(commands.map(([words]) => words));
  const groups = new Set(commands.filter(([, { commands: inner }]) => inner.length > 0).map(([words]) => words));
  const named = [...(await textOf(document)).matchAll(/shixian(?:\.ts| --) ([a-z][\w-]*)(?: ([a-z][\w-]*))?/g)].map(
    ([, first = '', second = '']) => (groups.has(first) && second !== '' ? `${first} ${second}` : first),
  );
  expect(named.filter(words => !known.has(words))).toEqual([]);
});

test('the operating document has the table of exit codes as the code has it', async () => {
  const rows = [...(await textOf('docs/operating.md')).matchAll(/^\| (\d+) \| (.+) \|$/gm)].map(
    ([, code = '', meaning = '']) => [Number(code), meaning.replaceAll('`', '')] as const,
  );
  const table = (Object.keys(exitCodes) as Outcome[]).map(each => [exitCodes[each], exitMeanings[each]] as const);
  expect(rows).toEqual(table);
});
