import { CommanderError, type Command } from 'commander';
import { SettingsError } from '../bin/compose/settings/setting.ts';
import { citationOf } from '../domain/law.ts';
import { Refused } from '../domain/refusal.ts';
import { exitCodes, exitCodesHelp, type Outcome } from './exit-codes.ts';
import { wasInterrupted } from './interrupt.ts';
import { refusalText } from '../domain/words/refusals.ts';

/** How the program is called, as help and errors write it. */
export const invocation = 'npm run -s shixian --';

/** Asked for in another way than `--help` says. The message tells what was found, what is expected and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Makes the action of a command: what `work` returns decides the exit code; nothing returned is `done`. Errors are left
 * to `run`.
 */
export const action =
  <Args extends readonly unknown[]>(work: (...args: Args) => Promise<Outcome | void> | Outcome | void) =>
  async (...args: Args): Promise<void> => {
    process.exitCode = exitCodes[(await work(...args)) ?? 'done'];
  };

/**
 * Runs a command and sets the exit code: the one place where errors of programs are told. Never throws.
 * @param args the words after the command's own name
 */
export async function run(command: Command, args: readonly string[]): Promise<void> {
  prepare(command);
  command.addHelpText('afterAll', `\n${exitCodesHelp}`);
  process.stdout.on('error', ignoreClosedPipe);
  try {
    await command.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodes[outcomeOf(error)];
    const message = messageOf(error);
    if (message !== '') console.error(message);
  }
  if (wasInterrupted()) process.exitCode = exitCodes.interrupted;
}

/** Commander tells its own errors, with where the help is, and throws them to us. */
function prepare(command: Command): void {
  command
    .exitOverride()
    .helpCommand(false)
    .configureOutput({ outputError: (text, write) => write(errorOf(command, text)) })
    .showHelpAfterError(`See: ${callOf(command)} --help`);
  for (const each of command.commands) prepare(each);
}

/** Commander's error as a sentence, with what is expected where a group does not know a command. */
function errorOf(command: Command, text: string): string {
  const sentence = text.replace(/^error: (.)/, (_, first: string) => first.toUpperCase());
  if (!text.startsWith('error: unknown command') || command.parent === null) return sentence;
  const names = command.commands.map(each => each.name());
  return `${sentence}Expected ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.\n`;
}

/** How the command is called; an entry point of bin/ is its own program. */
function callOf(command: Command): string {
  if (command.parent !== null) return `${callOf(command.parent)} ${command.name()}`;
  return command.name() === 'shixian' ? invocation : command.name();
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 'done' : 'usage';
  if (error instanceof UsageError || error instanceof SettingsError) return 'usage';
  if (error instanceof Refused) return 'refused';
  return 'failed';
}

/** What a person reads; empty where commander has told it. */
function messageOf(error: unknown): string {
  if (error instanceof CommanderError) return '';
  if (error instanceof Refused) {
    const basis = error.basis === undefined ? '' : `：${citationOf(error.basis, 'en')}`;
    return `${refusalText(error.refusal, 'en')}\n  ${error.code}${basis}`;
  }
  if (!(error instanceof Error)) return String(error);
  // Some errors of the network have a code and no message.
  return error.message || ('code' in error ? String(error.code) : error.name);
}

/** Whoever reads only the beginning (`| head`) may stop reading. */
const ignoreClosedPipe = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
};
