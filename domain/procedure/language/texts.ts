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

/** Marks the schemas of officials whom a case is about. */
const officials = z.registry<{ readonly official: true }>();

/**
 * An official whom the case is about (被投诉人), by their id in the directory: in a form. They keep out of the case
 * (回避), in whatever unit they come to be; at the door somebody whom the directory lacks is refused.
 */
export function official(): z.ZodString {
  const made = id.clone();
  officials.add(made, { official: true });
  return made;
}

/** A text that may be given as a reason: 1 to 2,000 characters, and more than blanks. */
export const reasonText = (): z.ZodString => text();

/** Whether a schema is that of a unit, be it optional, nullable, described or with a default. */
export const isUnit = (schema: z.core.$ZodType): boolean => isMarkedBy(units, schema);

/** An id that a value names, with its place. */
export interface NamedId {
  readonly path: readonly string[];
  readonly id: string;
}

const namedIn = (register: z.core.$ZodRegistry<object>, schema: z.core.$ZodType, value: unknown): readonly NamedId[] =>
  placesOf(schema, value).flatMap(place =>
    typeof place.value === 'string' && register.get(place.schema) !== undefined
      ? [{ path: place.path, id: place.value }]
      : [],
  );

/** The units that a value names, with their places. */
export const unitsIn = (
  schema: z.core.$ZodType,
  value: unknown,
): readonly { readonly path: readonly string[]; readonly unit: string }[] =>
  namedIn(units, schema, value).map(({ path, id: named }) => ({ path, unit: named }));

/** The officials whom a value names as those that the case is about. */
export const officialsIn = (schema: z.core.$ZodType, value: unknown): readonly NamedId[] =>
  namedIn(officials, schema, value);

/** Whether a schema is that of an official, be it optional, nullable, described or with a default. */
export const isOfficialField = (schema: z.core.$ZodType): boolean => isMarkedBy(officials, schema);
