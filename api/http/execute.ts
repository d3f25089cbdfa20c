import type { DocumentNode, ExecutionResult, GraphQLSchema, ValidationRule } from 'graphql';
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Limits } from './limits.ts';
import type { Params } from './params.ts';
import { tooManyExecutions } from './unavailable.ts';
import { createValidation } from './validation.ts';
import { faultsOfVariables } from './variables.ts';

/** Yoga's types want a request object. Nothing here reads it, and to make one for each call costs time. */
const unread = new Request('http://unread.invalid/graphql', { method: 'POST' });

export interface Executed {
  readonly result: ExecutionResult;
  /** Whether the document passed validation, so that it is worth keeping. */
  readonly isValid: boolean;
}

export type Execute = (params: Params, document: DocumentNode, context: object) => Promise<Executed>;

/**
 * Makes Yoga without its HTTP side, which is built on fetch and costs nearly half of a request. Left are validation
 * (kept by document), execution and plugins. The document comes parsed within its limits, so nothing is parsed twice.
 * Refuses what is more than it may carry out at once: the objects of a running query take a hundred times its text.
 */
export function createExecutor(schema: GraphQLSchema, production: boolean, limits: Limits): Execute {
  const { errors: maxErrors, executions: maxExecutions } = limits;
  const validate = createValidation(production, maxErrors);
  const documents = new WeakMap<object, DocumentNode>();
  const valid = new WeakSet<DocumentNode>();
  const rules: Plugin = {
    onParse: ({ context, setParsedDocument }) => {
      const document = documents.get(context);
      if (document) setParsedDocument(document);
    },
    onValidate: ({ setValidationFn }) => {
      setValidationFn((of: GraphQLSchema, document: DocumentNode, rules: readonly ValidationRule[]) =>
        validate(of, document, rules),
      );
    },
    onExecute: ({ args: { document, operationName, variableValues }, setResultAndStopExecution }) => {
      valid.add(document);
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
  let executions = 0;
  return async (params, document, context) => {
    if (executions >= maxExecutions) throw tooManyExecutions(maxExecutions);
    executions += 1;
    try {
      documents.set(context, document);
      const result = await yoga.getResultForParams({ params, request: unread }, context);
      if (result === undefined || isAsyncIterable(result)) throw new Error('a query or mutation gave no single result');
      return { result, isValid: valid.has(document) };
    } finally {
      executions -= 1;
    }
  };
}

/**
 * Keeps nothing: Yoga would keep every document and every fault by its whole text. The route keeps valid ones itself.
 */
const forgetful = { get: () => undefined, set: () => undefined };
