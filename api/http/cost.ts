import { complexityFromQuery } from '@pothos/plugin-complexity';
import type { DocumentNode, GraphQLSchema } from 'graphql';

/** What a document that was carried out cost, as its limit counts it; undefined where it cannot be told. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> | undefined,
  context: object,
): number | undefined {
  try {
    return complexityFromQuery(document, { schema, variables: { ...variables }, ctx: context }).complexity;
  } catch {
    return undefined;
  }
}
