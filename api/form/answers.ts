import { defined } from '../../domain/defined.ts';
import { keptUnder } from '../../domain/case/kept-personal.ts';
import { isPersonalName } from '../../domain/procedure/language/personal.ts';
import type { PersonalReference } from '../../domain/values.ts';
import type { Builder } from '../schema/types.ts';
import { mask } from '../case/mask.ts';
import { personalView } from '../case/visibility.ts';
import type { Context } from '../schema/context.ts';
import type { KnownCase } from '../case/objects.ts';
import type { Inputs } from './input.ts';
import { pascal } from './names.ts';
import { scalarNames, type Field, type Shape } from './shape.ts';

/**
 * Answers as they are read: the values of one object of the form (or of a result), and the case that they belong to.
 */
export interface Answered {
  /** The object type, which a union is resolved by. */
  readonly type: string;
  readonly case: KnownCase;
  readonly values: Readonly<Record<string, unknown>>;
  /** Where the personal values of a step are kept; those of the form are the case's. */
  readonly recorded?: PersonalReference | undefined;
  /** The form itself, whose own personal fields leave no names in it. */
  readonly isForm?: true;
}

/** A personal field: plain, masked or nothing, by who asks; nothing once it was erased. */
async function personalText(
  { viewer, loaders }: Context,
  { case: record, recorded }: Answered,
  name: unknown,
): Promise<string | null> {
  if (!isPersonalName(name)) return null;
  const how = personalView(viewer, record);
  const kept = keptUnder(name.step === undefined ? record.view.personal : recorded, name.personal);
  if (how === 'none' || kept === undefined) return null;
  const value = (await loaders.personal.load(kept.place.reference))?.[kept.name];
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return how === 'plain' ? text : mask(text);
}

/** Makes object types of shapes, so that what went in typed comes out typed. */
export function createOutputs(builder: Builder, { enumOf }: Inputs) {
  const objectOf = (
    fields: Readonly<Record<string, Field>>,
    name: string,
    enumPrefix: string,
    description?: string,
  ) => {
    const ref = builder.objectRef<Answered>(name);
    ref.implement({
      ...defined({ description }),
      // As with inputs: the fields are known only when the procedures are.
      fields: t =>
        Object.fromEntries(
          Object.entries(fields).map(([field, { shape, personal, description: about }]) => {
            const own = `${enumPrefix}${pascal(field)}`;
            const common = { nullable: true as const, ...defined({ description: about }) };
            const list = shape.is === 'list';
            if (personal || (shape.is === 'list' && shape.of.personal)) {
              const description =
                `${about ?? ''} Personal: masked or absent where the role does not need it (个人信息).`.trim();
              const nameIn = ({ values, isForm }: Answered): unknown =>
                isForm && personal ? { personal: field } : values[field];
              return [
                field,
                personal
                  ? t.string({
                      ...common,
                      description,
                      resolve: (answered, _args, context) => personalText(context, answered, nameIn(answered)),
                    })
                  : t.field({
                      ...common,
                      description,
                      type: ['String'],
                      nullable: { list: true, items: true },
                      resolve: async (answered, _args, context) => {
                        const names = nameIn(answered);
                        if (!Array.isArray(names)) return null;
                        return Promise.all(names.map(name => personalText(context, answered, name)));
                      },
                    }),
              ];
            }
            const inner = shape.is === 'list' ? shape.of.shape : shape;
            // One type for the compiler, which cannot know it: what is answered fitted its schema when it came in.
            const type = refOf(inner, `${name}${pascal(field)}`, own) as 'String';
            const resolve = (answered: Answered): never =>
              wrap(inner, `${name}${pascal(field)}`, answered, answered.values[field]) as never;
            return [
              field,
              list ? t.field({ ...common, type: [type], resolve }) : t.field({ ...common, type, resolve }),
            ];
          }),
        ),
    });
    return ref;
  };

  const refOf = (shape: Shape, name: string, enumName: string): unknown => {
    switch (shape.is) {
      case 'text':
      case 'integer':
      case 'number':
      case 'boolean':
      case 'money':
        return scalarNames[shape.is];
      case 'enum':
        return enumOf(enumName, shape);
      case 'object':
        return objectOf(shape.fields, name, enumName);
      case 'list':
        throw new Error(`${name} is a list in a list.`);
    }
  };
  return { objectOf };
}
export type Outputs = ReturnType<typeof createOutputs>;

const wrap = (shape: Shape, type: string, answered: Answered, value: unknown): unknown => {
  if (shape.is !== 'object' || value === undefined || value === null) return value;
  const { case: of, recorded } = answered;
  if (Array.isArray(value)) return value.map(each => ({ type, case: of, values: each, recorded }));
  return { type, case: of, values: value, recorded };
};
