import { z } from 'zod';
import { id } from '../../values.ts';
import { holdsInside, isMarkedBy, shapeOf } from './schema.ts';

declare const hidden: unique symbol;
/** What a flow gets for a personal field: a reference that it cannot look into. */
export interface Personal {
  readonly [hidden]: true;
}

/** Marks the schemas of personal fields; a schema made from a marked one inherits it (`get`, not `has`). */
const personalFields = z.registry<{ readonly personal: true }>();

/**
 * A field with personal data: names of people, identity numbers, telephones, addresses. It is taken out at the boundary
 * and kept beside the log, so neither flow nor events nor histories ever hold it. It stands in forms, in what steps
 * record, and in the lists and objects of both.
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

/** Whether a personal field stands inside a schema, which is none itself. */
export const holdsPersonal = (schema: z.core.$ZodType): boolean =>
  !isPersonal(schema) && holdsInside(schema, isPersonal);

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
 * What stands in log and flow for a personal value inside a list or an object of the form, or in what a step records:
 * the name under which it is kept (its path), and the step that recorded it.
 */
export interface PersonalName {
  readonly personal: string;
  readonly step?: string | undefined;
}
const personalName = z.strictObject({ personal: id, step: id.optional() });
/** What the walk answers in its place: which name it is decides nothing. */
export const isNameSchema = (schema: z.core.$ZodType): boolean => schema === personalName;
export const isPersonalName = (value: unknown): value is PersonalName => personalName.safeParse(value).success;

/** Personal values by the names under which they are kept. */
export type PersonalValues = Record<string, unknown>;

/**
 * Takes the personal values out of what was answered, at the boundary: each leaves its name in its place. `step`: the
 * step that records it, none for a form.
 */
export function takeApart(
  schema: z.core.$ZodType,
  answer: unknown,
  step?: string,
): { readonly value: unknown; readonly personal: PersonalValues } {
  const taken: PersonalValues = {};
  const value = namesInPlace(schema, answer, (path, found) => {
    taken[path] = found;
    return step === undefined ? { personal: path } : { personal: path, step };
  });
  return { value, personal: taken };
}

/** The same value, with what `find` has for each name in its place, as far as there is any. */
export function fillIn(value: unknown, find: (name: PersonalName) => unknown): unknown {
  if (isPersonalName(value)) return find(value) ?? value;
  if (Array.isArray(value)) return value.map(each => fillIn(each, find));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, fillIn(each, find)]));
}

/** The same value, with what `name` makes of each personal value in its place. What is not there has no name. */
export function namesInPlace(
  schema: z.core.$ZodType,
  value: unknown,
  name: (path: string, value: unknown) => unknown,
  path: readonly (string | number)[] = [],
): unknown {
  if (value === undefined || value === null) return value;
  if (isPersonal(schema)) return name(path.join('.'), value);
  if (!holdsInside(schema, isPersonal)) return value;
  const { shape, element, innerType, in: before } = shapeOf(schema);
  const inner = innerType ?? before;
  if (inner) return namesInPlace(inner, value, name, path);
  if (element && Array.isArray(value))
    return value.map((each, index) => namesInPlace(element, each, name, [...path, index]));
  if (!shape || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([field, each]) => {
    const own = Object.hasOwn(shape, field) ? shape[field] : undefined;
    return [field, own ? namesInPlace(own, each, name, [...path, field]) : (each as unknown)] as const;
  });
  return Object.fromEntries(fields);
}

/**
 * What log and flow take in place of a schema: names where it has personal values. Rules that only code can check
 * (`refine`) are the boundary's, which has the values.
 */
export function impersonal(schema: z.core.$ZodType): z.ZodType {
  const own = schema as z.ZodType;
  if (isPersonal(schema)) return nameFor(own);
  if (!holdsInside(schema, isPersonal)) return own;
  const { shape, element, innerType } = shapeOf(schema);
  const def = own.def as z.core.$ZodTypeDef;
  const parts = {
    ...(shape && {
      shape: Object.fromEntries(Object.entries(shape).map(([field, each]) => [field, impersonal(each)])),
    }),
    ...(element && { element: impersonal(element) }),
    ...(innerType && { innerType: impersonal(innerType) }),
  };
  const checks = (def.checks ?? []).filter(check => check._zod.def.check !== 'custom');
  return own.clone({ ...def, ...parts, checks } as never, { parent: true });
}

function nameFor(schema: z.ZodType): z.ZodType {
  const made = schema.safeParse(null).success ? personalName.nullable() : personalName;
  return schema.safeParse(undefined).success ? made.optional() : made;
}

/**
 * Takes the personal fields out of a form, at the boundary: `form` goes into the log, `personal` into a table of its
 * own. Those at the top leave nothing; those inside lists and objects leave their names.
 */
export function splitPersonal(
  procedure: { readonly form: z.ZodType; readonly personal: readonly string[] },
  form: Readonly<Record<string, unknown>>,
): { readonly form: Record<string, unknown>; readonly personal: Record<string, unknown> } {
  const top = procedure.personal.filter(name => form[name] !== undefined).map(name => [name, form[name]]);
  const { value, personal: inside } = takeApart(procedure.form, withoutPersonal(procedure, form));
  return { form: value as Record<string, unknown>, personal: { ...Object.fromEntries(top), ...inside } };
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
  const known = impersonalForms.get(form);
  if (known) return known;
  const shape = Object.entries(form.shape)
    .filter(([name]) => !names.includes(name))
    .map(([name, field]) => [name, impersonal(field as z.core.$ZodType)] as const);
  const made = z.strictObject(Object.fromEntries(shape));
  impersonalForms.set(form, made);
  return made;
}
const impersonalForms = new WeakMap<z.ZodType, z.ZodObject<Record<string, z.core.$ZodType>, z.core.$strict>>();
