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

/** Takes apart what a flow gives. Throws where `handedOnFault` finds something. */
export function handedOnOf(asking: Asking, form: unknown): HandedOn {
  const given = (form ?? {}) as Given;
  const handed = asking.personal.flatMap(field => {
    const value = given[field];
    return isReference(value) ? [[field, value.personal] as const] : [];
  });
  const schema = impersonalForm(asking);
  const plain = Object.fromEntries(Object.entries(given).filter(([name]) => !asking.personal.includes(name)));
  return {
    form: (schema ? schema.parse(plain) : plain) as Json,
    ...(handed.length > 0 && { personal: Object.fromEntries(handed) }),
  };
}

/** What is wrong with what a flow gives; undefined where nothing is. */
export function handedOnFault(asking: Asking, form: unknown): string | undefined {
  const given = (form ?? {}) as Given;
  for (const field of asking.personal) {
    const value = given[field];
    const isOptional = asking.form instanceof z.ZodObject && asking.form.shape[field]?.safeParse(undefined).success;
    if (!isReference(value) && !(value === undefined && isOptional))
      return `${field} is personal: hand on a personal field of this form`;
  }
  const plain = Object.fromEntries(Object.entries(given).filter(([name]) => !asking.personal.includes(name)));
  const issue = impersonalForm(asking)?.safeParse(plain).error?.issues[0];
  return issue && `${issue.path.join('.') || 'the form'}: ${issue.message}`;
}
