import { splitPersonal, type AnyProcedure, type Mode } from '../../domain/procedure/procedure.ts';
import type { Json } from '../../domain/values.ts';
import { parsed } from '../schema/act.ts';
import { enumValues, modes as titles } from '../schema/enums.ts';
import type { ActKit } from '../schema/kit.ts';
import { withoutNulls } from './input.ts';
import { prefixOf } from './names.ts';
import { fieldOf, type Field } from './shape.ts';

/**
 * The form of a procedure as named fields.
 * @throws Error when the form is no object: then no mutation could be typed from it
 */
export function fieldsOfForm(procedure: AnyProcedure): Readonly<Record<string, Field>> {
  const { shape } = fieldOf(procedure.form, `${procedure.id}.form`);
  if (shape.is !== 'object')
    throw new Error(`${procedure.id}.form: found ${shape.is}, expected an object of named fields.`);
  return shape.fields;
}

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
  const answers = parsed(procedure.form, withoutNulls(given), ['form']) as Readonly<Record<string, unknown>>;
  const { form, personal } = splitPersonal(procedure, answers);
  return { form: form as Json, ...(Object.keys(personal).length > 0 && { personal }) };
}

/** The input types made for a procedure: its form, its materials as an enumeration, its papers, its modes. */
export function addFormInputs({ builder, enums, inputs, procedures }: ActKit, procedure: AnyProcedure) {
  const prefix = prefixOf(procedure, procedures);
  const materials = Object.entries(procedure.materials);
  const modes = Object.keys(procedure.modes) as Mode[];
  const form = inputs.objectOf(fieldsOfForm(procedure), `${prefix}Form`, `The form of ${procedure.title} (申请表).`);
  const material =
    materials.length === 0
      ? undefined
      : builder.enumType(`${prefix}Material`, {
          description: `Materials of ${procedure.title} (申请材料).`,
          values: enumValues(
            `${prefix}Material`,
            materials.map(([name]) => name),
            Object.fromEntries(materials.map(([name, { title }]) => [name, title])),
          ),
        });
  const paper =
    material &&
    builder.inputType(`${prefix}Paper`, {
      description: 'A paper by reference: the file itself is kept elsewhere.',
      fields: t => ({
        material: t.field({ type: material, required: true }),
        digest: t.string({ required: true, description: 'SHA-256 of the file, 64 hexadecimal digits in lower case.' }),
        kind: t.field({ type: enums.paperKind, required: true }),
        suppliedBy: t.field({ type: enums.supplier, required: true }),
      }),
    });
  const mode =
    modes.length === 0
      ? undefined
      : builder.enumType(`${prefix}Mode`, {
          description: `Modes that ${procedure.title} offers (办理方式).`,
          values: enumValues(`${prefix}Mode`, modes, titles),
        });
  return { prefix, form, paper, mode };
}
export type FormInputs = ReturnType<typeof addFormInputs>;
