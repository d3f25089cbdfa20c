import { isEnumType, type GraphQLEnumType } from 'graphql';
import { titlesOf } from '../schema/describe-schema.ts';
import type { Kit } from '../schema/kit.ts';
import type { Noun } from '../schema/noun.ts';
import { all, everyone } from '../schema/who.ts';

/** Enumerations as data: what each value is called, where introspection is off too (枚举). */
export const enumeration: Noun = {
  permissions: {
    Query: all(everyone, 'enumerations'),
    Enumeration: all(everyone, 'name values'),
    EnumerationValue: all(everyone, 'value title'),
  },
  parts: [addEnumerations],
};

function addEnumerations({ builder }: Kit): void {
  const value = builder.objectRef<ReturnType<GraphQLEnumType['getValues']>[number]>('EnumerationValue').implement({
    description: 'A value of an enumeration (枚举值).',
    fields: t => ({
      value: t.exposeString('name', { description: 'As it is read and sent (取值), such as IN_REVIEW.' }),
      title: t.string({
        description: "What it is called, in the reader's language (名称).",
        resolve: (each, _args, { language }) => titlesOf(each)[language],
      }),
    }),
  });
  const type = builder.objectRef<GraphQLEnumType>('Enumeration').implement({
    description: 'An enumeration of the schema (枚举).',
    fields: t => ({
      name: t.exposeString('name', { description: 'Its type (类型名), such as CaseStatus.' }),
      values: t.field({
        type: [value],
        description: 'Its values (取值), in the order of the schema.',
        resolve: each => [...each.getValues()],
      }),
    }),
  });
  builder.queryField('enumerations', t =>
    t.field({
      type: [type],
      complexity: { field: 1, multiplier: 20 },
      description: "What the values of enumerations are called, in the reader's language (枚举名称).",
      args: { names: t.arg.stringList({ description: 'Only these types (类型名); without them all.' }) },
      resolve: (_root, { names }, _context, { schema }) =>
        Object.values(schema.getTypeMap())
          .filter(isEnumType)
          .filter(({ name }) => !name.startsWith('__') && (names?.includes(name) ?? true))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    }),
  );
}
