import { defined } from '../../domain/defined.ts';
import type { InputFieldMap, InputRef } from '@pothos/core';
import type { Builder } from '../schema/types.ts';
import { enumValues } from '../schema/define-enum.ts';
import { pascal } from './names.ts';
import { scalarNames, type Field, type Shape, type Titles } from './shape.ts';

/**
 * A reference to whatever a shape became; what comes in is checked by the shape's own schema, so its type says nothing.
 */
export type AnyInput = InputRef<unknown>;

/** Makes input types of shapes, and enumerations that inputs and outputs share by name. */
export function createInputs(builder: Builder) {
  const enums = new Map<string, { ref: ReturnType<typeof makeEnum>; values: string }>();
  const makeEnum = (name: string, values: readonly string[], titles: Titles) =>
    builder.enumType(name, { values: enumValues(name, values, titles) });

  const enumOf = (name: string, { values, titles = {} }: Extract<Shape, { readonly is: 'enum' }>) => {
    const known = enums.get(name);
    if (known && known.values === values.join('\n')) return known.ref;
    if (known) throw new Error(`Two enumerations would be called ${name}; name one of the fields differently.`);
    const ref = makeEnum(name, values, titles);
    enums.set(name, { ref, values: values.join('\n') });
    return ref;
  };

  const refOf = (shape: Shape, name: string): AnyInput | 'String' | 'Int' | 'Float' | 'Boolean' | 'Fen' => {
    switch (shape.is) {
      case 'text':
      case 'integer':
      case 'number':
      case 'boolean':
      case 'money':
        return scalarNames[shape.is];
      case 'enum':
        return enumOf(name, shape) as AnyInput;
      case 'object':
        return objectOf(shape.fields, name) as AnyInput;
      case 'list':
        throw new Error(`${name} is a list in a list.`);
    }
  };

  const objectOf = (fields: Readonly<Record<string, Field>>, name: string, description?: string) => {
    return builder.inputType(name, {
      ...defined({ description }),
      // The fields are known only when the procedures are: their types cannot be.
      fields: t =>
        Object.fromEntries(
          Object.entries(fields).map(([field, { shape, optional, personal, description: about }]) => {
            const said = [about, personal ? 'Personal: kept beside the log (个人信息).' : undefined]
              .filter(Boolean)
              .join(' ');
            const options = { required: !optional, ...(said !== '' && { description: said }) };
            const own = `${name}${pascal(field)}`;
            return [
              field,
              shape.is === 'list'
                ? t.field({
                    ...options,
                    type: [refOf(shape.of.shape, own)],
                    required: { list: !optional, items: !shape.of.optional },
                  })
                : t.field({ ...options, type: refOf(shape, own) }),
            ];
          }),
        ) as InputFieldMap,
    });
  };
  return { enumOf, objectOf, refOf };
}
export type Inputs = ReturnType<typeof createInputs>;

/** GraphQL says null where zod says absent. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null && each !== undefined)
      .map(([key, each]) => [key, withoutNulls(each)]),
  );
}
