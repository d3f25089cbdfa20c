import type { IncomingMessage } from 'node:http';
import { Kind, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Viewer } from '../schema/context.ts';
import type { Answer } from './answer.ts';
import { checkLength, readBody } from './body.ts';
import { documentReader } from './document.ts';
import { showErrors } from './errors.ts';
import { executor } from './execute.ts';
import type { Limits } from './limits.ts';
import { checkHead, paramsOf } from './params.ts';
import { HttpRefusal } from './refusal.ts';
import { turns } from './one-per-tick.ts';
import { unavailable } from './unavailable.ts';

/** What the server knows of a request; the context of the resolvers is made of it, anew for each request. */
export interface Asking {
  readonly viewer: Viewer | undefined;
  readonly requestId: string;
  readonly log: Logger;
}

export interface Route {
  readonly schema: GraphQLSchema;
  readonly contextOf: (asking: Asking) => object | Promise<object>;
  readonly signIn: (authorization: string | undefined) => Promise<Viewer | undefined>;
  readonly limits: Limits;
  readonly production: boolean;
}

/**
 * What is said of a request in the log besides its status: the operation's own name, never what the caller sent beside
 * it.
 */
export interface Noted {
  operation?: string;
  kind?: string;
  codes?: readonly string[];
}

/** Bodies that take the loop a millisecond and more; they wait for a turn. */
const largeBody = 16_384;

/**
 * Answers POST /graphql: head, sign-in, body, document, schema, in this order, the cheapest refusal first. Throws
 * HttpRefusal.
 */
export function graphqlRoute({ schema, contextOf, signIn, limits, production }: Route) {
  const { isKept, read } = documentReader(limits);
  const turn = turns();
  const execute = executor(schema, production, limits);
  return async (request: IncomingMessage, requestId: string, log: Logger, noted: Noted): Promise<Answer> => {
    checkHead(request);
    checkLength(request, limits.bodyBytes);
    const viewer = await signIn(request.headers.authorization);
    const body = await readBody(request);
    if (body.length > largeBody) await turn();
    const params = paramsOf(body, limits);
    if (!isKept(params.query)) await turn();
    const document = read(params.query);
    Object.assign(noted, operationOf(document, params.operationName));
    if (noted.kind === 'subscription')
      throw new HttpRefusal(
        400,
        'NO_SUBSCRIPTIONS',
        'Subscriptions are not served. Ask by a query, again when it matters.',
      );
    const result = await execute(params, document, await contextOf({ viewer, requestId, log }));
    // A request that is wrong has no data at all; a fault beneath a nullable field leaves the rest of the data
    // standing.
    const wrong = result.data === undefined;
    const errors = result.errors && showErrors(result.errors, wrong ? 'BAD_REQUEST' : 'FAILED', { requestId, log });
    const codes = errors?.map(error => String(error.extensions?.['code']));
    if (codes) noted.codes = [...new Set(codes)];
    return {
      status: wrong ? statusOf(codes ?? []) : 200,
      body: JSON.stringify({ ...(errors ? { errors } : {}), ...(wrong ? {} : { data: result.data }) }),
      headers: { 'content-type': `${mediaTypeFor(request)}; charset=utf-8` },
    };
  };
}

const statusOf = (codes: readonly string[]): number =>
  codes.includes('INTERNAL') ? 500 : codes.includes(unavailable) ? 503 : 400;

const mediaTypeFor = (request: IncomingMessage): string =>
  request.headers.accept?.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json';

function operationOf(document: DocumentNode, wanted: string | undefined): Noted {
  const operation = document.definitions.find(
    definition =>
      definition.kind === Kind.OPERATION_DEFINITION && (wanted === undefined || definition.name?.value === wanted),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return {};
  return { kind: operation.operation, ...(operation.name ? { operation: operation.name.value.slice(0, 64) } : {}) };
}
