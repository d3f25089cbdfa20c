import { readCommand } from '../../db/commands/commands.ts';
import { knownPeople } from '../../db/directory/directory.ts';
import { readUnits } from '../../db/directory/units.ts';
import type { Issue, IssueCode } from '../../domain/issue.ts';
import { officialsIn, unitsIn } from '../../domain/procedure/procedure.ts';
import type { z } from 'zod';
import { InvalidInput } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';

/**
 * The units and officials that a form or an answer names are in the directory: nobody could answer a step of another
 * unit, and nobody would keep out for another official. Whoever asks the same act again is not asked for it anew.
 * @param key the key of the act
 * @throws InvalidInput with the place of each that the directory lacks
 */
export async function requireKnownNames(
  { db }: Pick<Context, 'db'>,
  key: string,
  schema: z.ZodType,
  value: unknown,
  under: readonly string[],
): Promise<void> {
  const units = unitsIn(schema, value).map(({ path, unit: id }) => ({ path, id }));
  const officials = officialsIn(schema, value);
  if (units.length + officials.length === 0) return;
  const knownUnits = units.length === 0 ? [] : (await readUnits(db)).map(({ id }) => id);
  const knownOfficials = await knownPeople(
    db,
    officials.map(({ id }) => id),
  );
  const strangers = (named: typeof officials, known: readonly string[], code: IssueCode): readonly Issue[] =>
    named.filter(({ id }) => !known.includes(id)).map(({ path }) => ({ path: [...under, ...path], code, params: {} }));
  const issues = [
    ...strangers(units, knownUnits, 'unknownUnit'),
    ...strangers(officials, knownOfficials, 'unknownOfficial'),
  ];
  if (issues.length > 0 && !(await readCommand(db, key))) throw new InvalidInput(issues);
}
