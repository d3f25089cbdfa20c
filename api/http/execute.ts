import {
  NoSchemaIntrospectionCustomRule,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Limits } from './limits.ts';
import type { Params } from './params.ts';
import { faultsOfVariables } from './variables.ts';

/**
 * Yoga's parts are told of a request object by their types; nothing here reads it, and making one for each call costs
 * time.
 */
const unread = new Request('http://unread.invalid/graphql', { method: 'POST' });

export type Execute = (params: Params, document: DocumentNode, context: object) => Promise<ExecutionResult>;

/**
 * Yoga without its HTTP side, which is built on fetch and costs nearly half of a request: validation (kept by
 * document),
 * execution, plugins. The document is the one that was read within its limits, so nothing is parsed twice.
 */
export function executor(schema: GraphQLSchema, production: boolean, { errors: maxErrors }: Limits): Execute {
  const documents = new WeakMap<object, DocumentNode>();
  const rules: Plugin = {
    onParse: ({ context, setParsedDocument }) => {
      const document = documents.get(context);
      if (document) setParsedDocument(document);
    },
    onValidate: ({ addValidationRule, setValidationFn }) => {
      if (production) addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((of: GraphQLSchema, document: DocumentNode, rules: Parameters<typeof validate>[2]) =>
        validate(of, document, rules, { maxErrors, hideSuggestions: production }),
      );
    },
    onExecute: ({ args: { document, operationName, variableValues }, setResultAndStopExecution }) => {
      const errors = faultsOfVariables(schema, document, operationName, variableValues ?? {}, maxErrors);
      if (errors.length > 0) setResultAndStopExecution({ errors });
    },
  };
  const yoga = createYoga<object>({
    schema,
    plugins: [rules],
    // The route masks errors itself: it knows the request's id.
    maskedErrors: false,
    logging: false,
    graphiql: false,
    landingPage: false,
    parserAndValidationCache: { documentCache: forgetful, errorCache: forgetful },
  });
  return async (params, document, context) => {
    documents.set(context, document);
    const result = await yoga.getResultForParams({ params, request: unread }, context);
    if (result === undefined || isAsyncIterable(result)) throw new Error('a query or mutation gave no single result');
    return result;
  };
}

/** Yoga would keep every document and every fault by its whole text; the route keeps good ones itself. */
const forgetful = { get: () => undefined, set: () => undefined };
