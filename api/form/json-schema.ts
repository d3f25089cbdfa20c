import { z } from 'zod';
import { choiceTitlesOf } from '../../domain/procedure/language/choice.ts';
import { isMoney } from '../../domain/procedure/procedure.ts';
import { isPersonal } from '../../domain/procedure/language/personal.ts';
import { isOfficialField, isUnit } from '../../domain/procedure/language/texts.ts';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const cache = new WeakMap<z.ZodType, JsonSchema>();

/**
 * What a schema takes in, as JSON Schema. Titles and descriptions are those of `.meta()` and `.describe()`; a personal
 * field has `x-personal`, a unit `x-unit`, an amount `x-money`, a choice `x-titles`. Rules that only code can check
 * (`refine`) are left out: the issues tell of them.
 */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = cache.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (isPersonal(zodSchema)) jsonSchema['x-personal'] = true;
      if (isUnit(zodSchema)) jsonSchema['x-unit'] = true;
      if (isMoney(zodSchema)) jsonSchema['x-money'] = 'fen';
      if (isOfficialField(zodSchema)) jsonSchema['x-official'] = true;
      const titles = choiceTitlesOf(zodSchema);
      if (titles) jsonSchema['x-titles'] = titles;
    },
  }) as JsonSchema;
  cache.set(schema, made);
  return made;
}
