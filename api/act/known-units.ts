import { readCommand } from '../../db/commands/commands.ts';
import { readUnits } from '../../db/directory/units.ts';
import { unitsIn } from '../../domain/procedure/procedure.ts';
import type { z } from 'zod';
import { InvalidInput } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';

/**
 * The units that a form or an answer names are in the directory: nobody could answer a step of another. Whoever asks
 * the same act again is not asked for it anew.
 * @param key the key of the act
 * @throws InvalidInput with the place of each unit that the directory lacks
 */
export async function requireKnownUnits(
  { db }: Pick<Context, 'db'>,
  key: string,
  schema: z.ZodType,
  value: unknown,
  under: readonly string[],
): Promise<void> {
  const named = unitsIn(schema, value);
  if (named.length === 0) return;
  const known = new Set((await readUnits(db)).map(({ id }) => id));
  const strangers = named.filter(({ unit }) => !known.has(unit));
  if (strangers.length === 0 || (await readCommand(db, key))) return;
  throw new InvalidInput(strangers.map(({ path }) => ({ path: [...under, ...path], code: 'unknownUnit', params: {} })));
}
