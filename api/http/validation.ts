import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';

/** Finds what is wrong with a document: at most so many faults; in production without introspection and suggestions. */
export type Validate = (
  schema: GraphQLSchema,
  document: DocumentNode,
  rules?: readonly ValidationRule[],
) => readonly GraphQLError[];

/** Makes the validation of a process, the same for what is answered once and for what is subscribed to. */
export const createValidation =
  (production: boolean, maxErrors: number): Validate =>
  (schema, document, rules = specifiedRules) =>
    validate(schema, document, production ? [...rules, NoSchemaIntrospectionCustomRule] : rules, {
      maxErrors,
      hideSuggestions: production,
    });
