import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLSchema,
} from 'graphql';
import type { Language } from '../../domain/language.ts';
import {
  chineseOfValue,
  describeField,
  describeType,
  describeValue,
  englishOfValue,
} from './descriptions/of-coordinate.ts';

/** What a value of an enumeration is called; kept with the schema, and answered by `enumerations`. */
export type Titles = Readonly<Record<Language, string>>;

/** Describes every type, field, argument and value in Chinese and in English: what is said already stays. */
export function describeSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    type.description = describeType(type.name, type.description);
    if (isEnumType(type)) {
      for (const value of type.getValues()) {
        const titles: Titles = {
          'zh-CN': chineseOfValue(type.name, value.name, value.description),
          en: englishOfValue(type.name, value.name),
        };
        value.extensions = { ...value.extensions, titles };
        value.description = describeValue(type.name, value.name, value.description);
      }
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        field.description = describeField(type.name, field.name, field.description);
        for (const arg of field.args) arg.description = describeField(type.name, arg.name, arg.description);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        field.description = describeField(type.name, field.name, field.description);
    }
  }
  return schema;
}

/** What a value of an enumeration is called. */
export const titlesOf = ({ extensions }: { readonly extensions: unknown }): Titles =>
  (extensions as { readonly titles: Titles }).titles;
