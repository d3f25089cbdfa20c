import { z } from 'zod';
import { isMarkedBy } from './schema.ts';

declare const hidden: unique symbol;
/** What a flow gets for a personal field: a reference that it cannot look into. */
export interface Personal {
  readonly [hidden]: true;
}

/** Marks the schemas of personal fields; a schema made from a marked one inherits it (`get`, not `has`). */
const personalFields = z.registry<{ readonly personal: true }>();

/**
 * A field with personal data: names of people, identity numbers, telephones, addresses. It is taken out at the boundary
 * and kept beside the log, so neither flow nor events nor histories ever hold it. Fields at the top of the form only.
 */
export const personal = <S extends z.ZodType>(schema: S): z.ZodType<Personal, z.input<S>> => {
  const marked: z.ZodType = schema.clone();
  personalFields.add(marked, { personal: true });
  // What the flow sees in place of the value is the reference; the schema still checks the value itself at the
  // boundary.
  return marked as z.ZodType<Personal, z.input<S>>;
};

/** Whether a schema is marked, be it optional, nullable, described or with a default. */
export const isPersonal = (schema: z.core.$ZodType): boolean => isMarkedBy(personalFields, schema);

/** The names of a form's personal fields. */
export const personalNames = (form: z.ZodType): readonly string[] =>
  form instanceof z.ZodObject
    ? Object.entries(form.shape)
        .filter(([, field]) => isPersonal(field))
        .map(([name]) => name)
    : [];

/** A form without the personal fields of its procedure. */
export const withoutPersonal = (
  procedure: { readonly personal: readonly string[] },
  form: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(form).filter(([name]) => !procedure.personal.includes(name)));

/**
 * Takes the personal fields out of a form, at the boundary: `form` goes into the log, `personal` into a table of its
 * own.
 */
export function splitPersonal(
  procedure: { readonly personal: readonly string[] },
  form: Readonly<Record<string, unknown>>,
): { readonly form: Record<string, unknown>; readonly personal: Record<string, unknown> } {
  const taken = procedure.personal.filter(name => form[name] !== undefined).map(name => [name, form[name]]);
  return { form: withoutPersonal(procedure, form), personal: Object.fromEntries(taken) };
}

/**
 * What a form asks beside its personal fields: strict, so that nothing personal comes in under another name. Made once
 * for each form: a batch is tried as often as it has members, and to make a schema costs more than to use one.
 */
export function impersonalForm({
  form,
  personal: names,
}: {
  readonly form: z.ZodType;
  readonly personal: readonly string[];
}) {
  if (!(form instanceof z.ZodObject)) return undefined;
  const known = impersonal.get(form);
  if (known) return known;
  const shape = Object.entries(form.shape).filter(([name]) => !names.includes(name));
  const made = z.strictObject(Object.fromEntries(shape));
  impersonal.set(form, made);
  return made;
}
const impersonal = new WeakMap<z.ZodType, z.ZodObject<Record<string, z.core.$ZodType>, z.core.$strict>>();
