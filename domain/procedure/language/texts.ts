import { z } from 'zod';
import { id, text } from '../../values.ts';
import { isMarkedBy, placesOf } from './schema.ts';

/** Marks the schemas of units; a schema made from a marked one inherits it (`get`, not `has`). */
const units = z.registry<{ readonly unit: true }>();

/**
 * A unit of the directory, by its id: in a form, or in what a step records. Who is asked to act is named by such a
 * field alone: at the door a unit that the directory lacks is refused.
 */
export function unit(): z.ZodString {
  const made = id.clone();
  units.add(made, { unit: true });
  return made;
}

/** A text that may be given as a reason: 1 to 2,000 characters, and more than blanks. */
export const reasonText = (): z.ZodString => text();

/** Whether a schema is that of a unit, be it optional, nullable, described or with a default. */
export const isUnit = (schema: z.core.$ZodType): boolean => isMarkedBy(units, schema);

/** The units that a value names, with their places. */
export const unitsIn = (
  schema: z.core.$ZodType,
  value: unknown,
): readonly { readonly path: readonly string[]; readonly unit: string }[] =>
  placesOf(schema, value).flatMap(place =>
    typeof place.value === 'string' && units.get(place.schema) !== undefined
      ? [{ path: place.path, unit: place.value }]
      : [],
  );
