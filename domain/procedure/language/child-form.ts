import { z } from 'zod';
import type { Json } from '../../values.ts';
import type { Procedure } from './definition.ts';
import { impersonalForm } from './personal.ts';

/** A form that a flow gives to its child, taken apart. */
export interface ChildForm {
  /** Without its personal fields. */
  readonly form: Json;
  /** The child's personal fields, each by the name of the parent's that it hands on unread. */
  readonly personal?: Readonly<Record<string, string>>;
}

type Given = Readonly<Record<string, unknown>>;
const isReference = (value: unknown): value is { readonly personal: string } =>
  typeof value === 'object' && value !== null && typeof (value as { personal?: unknown }).personal === 'string';

/** Takes a child's form apart. Throws where `childFormFault` finds something. */
export function childFormOf(child: Procedure, form: unknown): ChildForm {
  const given = (form ?? {}) as Given;
  const handed = child.personal.flatMap(field => {
    const value = given[field];
    return isReference(value) ? [[field, value.personal] as const] : [];
  });
  const schema = impersonalForm(child);
  const plain = Object.fromEntries(Object.entries(given).filter(([name]) => !child.personal.includes(name)));
  return {
    form: (schema ? schema.parse(plain) : plain) as Json,
    ...(handed.length > 0 && { personal: Object.fromEntries(handed) }),
  };
}

/** What is wrong with a form that a flow gives to its child; undefined where nothing is. */
export function childFormFault(child: Procedure, form: unknown): string | undefined {
  const given = (form ?? {}) as Given;
  for (const field of child.personal) {
    const value = given[field];
    const isOptional = child.form instanceof z.ZodObject && child.form.shape[field]?.safeParse(undefined).success;
    if (!isReference(value) && !(value === undefined && isOptional))
      return `${field} is personal: hand on a personal field of this form`;
  }
  const plain = Object.fromEntries(Object.entries(given).filter(([name]) => !child.personal.includes(name)));
  const issue = impersonalForm(child)?.safeParse(plain).error?.issues[0];
  return issue && `${issue.path.join('.') || 'the form'}: ${issue.message}`;
}
