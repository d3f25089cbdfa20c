import { z } from 'zod';
import type { Json } from '../../values.ts';
import type { Procedure } from './definition.ts';
import { impersonalForm } from './personal.ts';

/** What is given to whom a flow asks, taken apart. */
export interface HandedOn {
  /** Without its personal fields. */
  readonly form: Json;
  /** The personal fields, each by the name of the case's own that it hands on unread. */
  readonly personal?: Readonly<Record<string, string>>;
}

/** Who is given something: the procedure of a child by its form, an effect by what it takes. */
export type Asking = Pick<Procedure, 'form' | 'personal'>;
type Given = Readonly<Record<string, unknown>>;
const isReference = (value: unknown): value is { readonly personal: string } =>
  typeof value === 'object' && value !== null && typeof (value as { personal?: unknown }).personal === 'string';

/**
 * Takes apart what a flow gives; of a draft as much as it gives. Throws where `handedOnFault` finds something.
 */
export function handedOnOf(asking: Asking, form: unknown, isDraft = false): HandedOn {
  const given = (form ?? {}) as Given;
  const handed = asking.personal.flatMap(field => {
    const value = given[field];
    return isReference(value) ? [[field, value.personal] as const] : [];
  });
  const schema = plainForm(asking, isDraft);
  const plain = Object.fromEntries(Object.entries(given).filter(([name]) => !asking.personal.includes(name)));
  return {
    form: (schema ? schema.parse(plain) : plain) as Json,
    ...(handed.length > 0 && { personal: Object.fromEntries(handed) }),
  };
}

/** What a form asks beside its personal fields; of a draft nothing has to be there yet. */
function plainForm(asking: Asking, isDraft: boolean) {
  const schema = impersonalForm(asking);
  if (!schema || !isDraft) return schema;
  const known = begun.get(schema);
  if (known) return known;
  const fields = Object.entries(schema.shape).map(([name, each]) => [name, z.optional(each)] as const);
  const made: z.ZodType = z.strictObject(Object.fromEntries(fields));
  begun.set(schema, made);
  return made;
}
const begun = new WeakMap<z.ZodType, z.ZodType>();

const isOptional = ({ form }: Asking, field: string): boolean =>
  form instanceof z.ZodObject && form.shape[field]?.safeParse(undefined).success === true;

/** What is wrong with what a flow gives; undefined where nothing is. */
export function handedOnFault(asking: Asking, form: unknown, isDraft = false): string | undefined {
  const given = (form ?? {}) as Given;
  for (const field of asking.personal) {
    const value = given[field];
    if (!isReference(value) && !(value === undefined && (isDraft || isOptional(asking, field))))
      return `${field} is personal: hand on a personal field of this form`;
  }
  const plain = Object.fromEntries(Object.entries(given).filter(([name]) => !asking.personal.includes(name)));
  const issue = plainForm(asking, isDraft)?.safeParse(plain).error?.issues[0];
  return issue && `${issue.path.join('.') || 'the form'}: ${issue.message}`;
}
