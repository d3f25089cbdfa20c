import { z } from 'zod';
import { isPersonal } from '../../domain/procedure/language/personal.ts';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const cache = new WeakMap<z.ZodType, JsonSchema>();

/**
 * What a schema takes in, as JSON Schema. Titles and descriptions are those of `.meta()` and `.describe()`; a personal
 * field has `x-personal`. Rules that only code can check (`refine`) are left out: the issues tell of them.
 */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const known = cache.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (isPersonal(zodSchema)) jsonSchema['x-personal'] = true;
    },
  }) as JsonSchema;
  cache.set(schema, made);
  return made;
}
