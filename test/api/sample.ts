import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLScalarType,
} from 'graphql';

/** A value that every type takes, so that a call gets as far as its permission. */
export function sample(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sample(type.ofType);
  if (isListType(type)) return [sample(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(field => isNonNullType(field.type))
        .map(field => [field.name, sample(field.type)]),
    );
  return (
    { Int: 1, Float: 1, Fen: 1, Boolean: true, DateTime: '2027-03-01T09:00:00+08:00', Date: '2027-03-01' }[
      (type as GraphQLScalarType).name
    ] ?? 'x'
  );
}
