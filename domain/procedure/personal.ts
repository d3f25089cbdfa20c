import { z } from 'zod';

declare const hidden: unique symbol;
/** What a flow gets for a personal field: a reference that it cannot look into. */
export interface Personal {
  readonly [hidden]: true;
}

/** Marks the schemas of personal fields. */
export const personalFields = z.registry<{ readonly personal: true }>();

/**
 * A field with personal data: names of people, identity numbers, telephones, addresses. It is taken out at the door
 * and kept beside the log, so neither flow nor events nor histories ever hold it.
 */
export const personal = <S extends z.ZodType>(schema: S): z.ZodType<Personal, z.input<S>> => {
  const marked = schema.clone();
  personalFields.add(marked, { personal: true });
  // What the flow sees in place of the value is the reference; the schema still checks the value itself at the door.
  return marked as z.ZodType as z.ZodType<Personal, z.input<S>>;
};
