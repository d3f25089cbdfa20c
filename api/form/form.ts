import type { z } from 'zod';
import { splitPersonal, strictly, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import type { Json } from '../../domain/values.ts';
import { parsed } from '../act/act.ts';
import type { Kit } from '../schema/kit.ts';
import { withoutNulls } from './input.ts';
import { formFieldOf, prefixOf } from './names.ts';
import { fieldOf, UnfitForGraphql, type Field } from './shape.ts';

/**
 * The form of a procedure as named fields.
 * @throws UnfitForGraphql when the form is no object: then no mutation could be typed from it
 */
export function fieldsOfForm(procedure: AnyProcedure): Readonly<Record<string, Field>> {
  const { shape } = fieldOf(procedure.form, 'form');
  if (shape.is !== 'object') throw new UnfitForGraphql('form', `found ${shape.is}, expected an object of named fields`);
  return shape.fields;
}

/** The form's schema, which takes no field beside those that it asks, at any depth: what nobody reads is not kept. */
export function formSchemaOf({ form }: AnyProcedure): z.ZodType {
  const known = strict.get(form) ?? strictly(form);
  strict.set(form, known);
  return known;
}
const strict = new WeakMap<z.ZodType, z.ZodType>();

/** A form as it was given: what goes into the log, and what is kept apart from it. */
export interface SplitForm {
  readonly form: Json;
  readonly personal?: Readonly<Record<string, unknown>>;
}

/**
 * Checks the answers against the procedure's own schema and takes the personal fields out: they never reach the log.
 * @throws InvalidInput with every place that does not fit
 */
export function splitForm(procedure: AnyProcedure, given: unknown): SplitForm {
  const answers = parsed(formSchemaOf(procedure), withoutNulls(given), ['form']) as Readonly<Record<string, unknown>>;
  const { form, personal } = splitPersonal(procedure, answers);
  return { form: form as Json, ...(Object.keys(personal).length > 0 && { personal }) };
}

/** The input types of the forms by workflow type, and `FormInput`, which takes the form of any procedure. */
export function addForms({ builder, inputs, procedures }: Pick<Kit, 'builder' | 'inputs' | 'procedures'>) {
  const byProcedure = new Map(
    Array.from(procedures.values(), procedure => {
      const fields = fieldsOfForm(procedure);
      const about = `The form of ${procedure.title} (申请表).`;
      return [
        procedure.id,
        Object.keys(fields).length === 0 ? undefined : inputs.objectOf(fields, `${prefixOf(procedure)}Form`, about),
      ] as const;
    }),
  );
  const any = builder.inputType('FormInput', {
    isOneOf: true,
    description: "A form (申请表): the field of the case's own procedure and version, or JSON in its spelling.",
    fields: t => ({
      json: t.field({ type: 'JSON', description: 'As `Procedure.formSchema` describes it.' }),
      ...Object.fromEntries(
        [...procedures.values()].flatMap(procedure => {
          const type = byProcedure.get(procedure.id);
          return type ? [[formFieldOf(procedure), t.field({ type })]] : [];
        }),
      ),
    }),
  });
  return { byProcedure, any };
}
export type Forms = ReturnType<typeof addForms>;
