import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** One environment variable that a program reads. */
export interface Setting<T> {
  readonly meaning: string;
  /** What fits, for the error and for `--help`. */
  readonly expected: string;
  /** Reads the text into what the program works with. */
  readonly type: z.ZodType<T, string>;
  /** What holds when it is not set; a setting without it is required. */
  readonly fallback?: T & (string | number);
  /** May be left out and then is undefined. */
  readonly optional?: true;
  /** Never quoted; `<NAME>_FILE` may name a file that holds it. */
  readonly secret?: true;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type Values<S extends Settings> = {
  readonly [Name in keyof S]:
    | z.output<S[Name]['type']>
    | (S[Name] extends { readonly optional: true } ? undefined : never);
};

/** Settings or arguments that do not fit: all of them, with what was found and what is expected. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment with secrets read from the files that `<NAME>_FILE` names. An empty variable is one that is not set.
 */
function withFiles(settings: Settings, env: Environment, faults: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined && value !== '') found[name] = value;
  for (const [name, { secret }] of Object.entries(settings)) {
    const file = found[`${name}_FILE`];
    if (!secret || file === undefined) continue;
    if (found[name] !== undefined) faults.push(`Both ${name} and ${name}_FILE are set. Unset one of them.`);
    try {
      found[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      faults.push(
        `${name}_FILE names ${file}, which cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return found;
}

/**
 * Reads all settings at once.
 * @throws SettingsError with everything that does not fit; a secret is never quoted.
 */
export function readSettings<S extends Settings>(
  settings: S,
  env: Environment,
): { readonly values: Values<S>; readonly env: Record<string, string> } {
  const faults: string[] = [];
  const given = withFiles(settings, env, faults);
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    const text = given[name];
    if (text === undefined) {
      if (
        setting.fallback === undefined &&
        !setting.optional &&
        !faults.some(fault => fault.startsWith(`${name}_FILE`))
      )
        faults.push(`${name} is not set. Expected ${setting.expected}: ${setting.meaning}`);
      values[name] = setting.fallback;
      continue;
    }
    const read = setting.type.safeParse(text);
    if (!read.success)
      faults.push(
        `${name}: found ${setting.secret ? 'a value that is not shown' : JSON.stringify(text)}, expected ` +
          `${setting.expected}.`,
      );
    values[name] = read.data;
  }
  if (faults.length > 0)
    throw new SettingsError(`The settings do not fit:\n${faults.map(each => `- ${each}`).join('\n')}`);
  return { values: values as Values<S>, env: given };
}

/** The settings as `--help` shows them, one paragraph each. */
export const helpOf = (settings: Settings): string =>
  Object.entries(settings)
    .map(([name, { meaning, expected, fallback, optional, secret }]) => {
      const without =
        fallback === undefined ? (optional ? 'may be left out' : 'required') : `default ${String(fallback)}`;
      return `  ${name}${secret ? `, or ${name}_FILE` : ''}\n      ${meaning}\n      ${expected}; ${without}`;
    })
    .join('\n');
