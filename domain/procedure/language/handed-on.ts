import { z } from 'zod';
import type { Json } from '../../values.ts';
import type { Procedure } from './definition.ts';
import { impersonalForm, isPersonalName, namesInPlace, type Personal, type PersonalName } from './personal.ts';

/** What is given to whom a flow asks, taken apart. */
export interface HandedOn {
  /** Without its personal fields; inside lists and objects their names stand, as in any form. */
  readonly form: Json;
  /** The personal fields, each by the name of the case's own that it hands on unread. */
  readonly personal?: Readonly<Record<string, PersonalName>>;
}

/** A personal field is handed on as the reference that the flow has of it, at any depth. */
type Handed<T> =
  | Personal
  | (T extends string | number | boolean | bigint | symbol | null | undefined
      ? T
      : T extends readonly unknown[]
        ? { readonly [I in keyof T]: Handed<T[I]> }
        : T extends object
          ? { readonly [I in keyof T]: Handed<T[I]> }
          : T);
/** A form, or what an effect takes, as a flow gives it. */
export type Giving<In> = { readonly [Field in keyof In]: Handed<In[Field]> };

/** Who is given something: the procedure of a child by its form, an effect by what it takes. */
export type Asking = Pick<Procedure, 'form' | 'personal'>;
type Given = Readonly<Record<string, unknown>>;

/**
 * Takes apart what a flow gives; of a draft as much as it gives. Throws where `handedOnFault` finds something.
 */
export function handedOnOf(asking: Asking, form: unknown, isDraft = false): HandedOn {
  const { plain, personal } = takenApart(asking, (form ?? {}) as Given);
  const schema = plainForm(asking, isDraft);
  const handed = Object.entries(personal).filter(([, value]) => isPersonalName(value));
  return {
    form: (schema ? schema.parse(plain) : plain) as Json,
    ...(handed.length > 0 && { personal: Object.fromEntries(handed) as Record<string, PersonalName> }),
  };
}

/** What stands at each personal place of what is given, and the rest. */
function takenApart({ form, personal: top }: Asking, given: Given) {
  const personal: Record<string, unknown> = Object.fromEntries(
    top.filter(field => given[field] !== undefined).map(field => [field, given[field]]),
  );
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => !top.includes(name)));
  const plain = namesInPlace(form, others, (path, value) => {
    personal[path] = value;
    return { personal: path };
  });
  return { plain: plain as Record<string, unknown>, personal };
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
  const { plain, personal } = takenApart(asking, given);
  const left = asking.personal.filter(field => given[field] === undefined && !isDraft && !isOptional(asking, field));
  const wrong = [...left, ...Object.keys(personal).filter(field => !isPersonalName(personal[field]))][0];
  if (wrong !== undefined) return `${wrong} is personal: hand on a personal field of this form, or of a step's result`;
  const issue = plainForm(asking, isDraft)?.safeParse(plain).error?.issues[0];
  return issue && `${issue.path.join('.') || 'the form'}: ${issue.message}`;
}
