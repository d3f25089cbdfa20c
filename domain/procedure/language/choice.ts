import { z } from 'zod';

type Titles = Readonly<Record<string, string>>;

/** What the values of an enumeration are called; a schema made from one inherits it (`get`, not `has`). */
const known = z.registry<{ readonly titles: Titles }>();

/**
 * One of several words, each with what the public reads: `choice({ simple: '简易', full: '一般' })`. The flow gets the
 * word; schema, form and guide show the title beside it.
 */
export function choice<const T extends Titles>(titles: T): z.ZodEnum<{ [K in keyof T & string]: K }> {
  const made = z.enum(Object.keys(titles) as (keyof T & string)[]);
  known.add(made, { titles });
  return made as z.ZodEnum<{ [K in keyof T & string]: K }>;
}

/** The titles of an enumeration's values; none where it was declared without. */
export const choiceTitlesOf = (schema: z.core.$ZodType): Titles | undefined => known.get(schema)?.titles;
