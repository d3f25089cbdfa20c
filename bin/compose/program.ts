import { parseArgs } from 'node:util';
import { helpOf, readSettings, SettingsError, type Settings, type Values } from './settings/setting.ts';

export interface Program<S extends Settings> {
  /** What `--help` says before and after the table of settings. */
  readonly usage: string;
  readonly settings: S;
  /** The one argument that it takes, by name. */
  readonly operand?: string;
  /** `env` is the environment with secrets read from their files; `operand` is empty where none is taken. */
  readonly run: (values: Values<S>, env: Readonly<Record<string, string>>, operand: string) => Promise<void>;
}

const exitCodes =
  'Ends with 0 when it was asked to end or is done, 1 when something failed, 2 when settings or arguments do not fit.';

/**
 * Runs a program of production: `--help`, settings checked at once, exit codes. Messages for a person go to standard
 * error.
 */
export async function runProgram<S extends Settings>({ usage, settings, operand, run }: Program<S>): Promise<void> {
  try {
    const {
      values,
      positionals: [given = ''],
    } = parse(operand);
    if (values.help) return void process.stdout.write(`${usage}\nEnvironment:\n${helpOf(settings)}\n\n${exitCodes}\n`);
    if (operand !== undefined && given === '') throw new SettingsError(`Found no <${operand}>. Say --help.`);
    const read = readSettings(settings, process.env);
    await run(read.values, read.env, given);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof SettingsError ? 2 : 1;
  }
}

function parse(operand: string | undefined): {
  readonly values: { readonly help?: boolean };
  readonly positionals: readonly string[];
} {
  try {
    return parseArgs({ options: { help: { type: 'boolean' } }, allowPositionals: operand !== undefined });
  } catch (error) {
    throw new SettingsError(`${error instanceof Error ? error.message : String(error)} Say --help.`);
  }
}
