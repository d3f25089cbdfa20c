import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Kind, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Language } from '../../domain/language.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { Watch } from '../viewer/watch.ts';
import { defined } from '../../domain/defined.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import type { Withheld } from '../schema/withheld.ts';
import type { Answer } from './answer.ts';
import { readBody } from './body.ts';
import { costOf } from './cost.ts';
import { createDocumentCache } from './document-cache.ts';
import { readDocument } from './document.ts';
import { formatErrors } from './errors.ts';
import type { Execute } from './execute.ts';
import type { Limits } from './limits.ts';
import { isPublic, publicHeaders } from './public-data.ts';
import { checkHead, isPersistedGet, paramsOf, paramsOfAddress } from './params.ts';
import { createRegisteredDocuments } from './registered-documents.ts';
import type { Rates } from './rates.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { headersOfLanguage, languageOfRequest } from './language.ts';
import { HttpRefusal } from './refusal.ts';
import type { Stay } from './sign-in/sign-in.ts';
import type { Streams } from './streams/streams.ts';
import { createTurns } from './turns.ts';
import { unavailable } from './unavailable.ts';

/** What the server knows of a request. Each request's context for the resolvers is made of it. */
export interface RequestInfo {
  readonly viewer: Viewer | undefined;
  /** Of a subscription: the viewer, who stays. */
  readonly watch?: Watch;
  /** What its `accept-language` asks for. */
  readonly language: Language;
  readonly requestId: string;
  readonly log: Logger;
}

export interface Route {
  readonly schema: GraphQLSchema;
  readonly contextOf: (info: RequestInfo) => object | Promise<object>;
  readonly signIn: (request: IncomingMessage) => Promise<Stay | undefined>;
  readonly streams: Pick<Streams, 'answer'>;
  readonly limits: Limits;
  readonly rates?: Rates | undefined;
  readonly production: boolean;
  /** Documents by the SHA-256 of their text: where they are given, no others are carried out. */
  readonly registeredDocuments?: Readonly<Record<string, string>> | undefined;
}

/**
 * What the log says of a request besides its status: the operation's own name, never what the caller sent beside it.
 */
export interface LoggedRequest {
  operation?: string;
  kind?: string;
  codes?: readonly string[];
}

/**
 * Answers POST /graphql, and GET for documents that it knows by their hash: head, sign-in, body, document, schema, in
 * this order, the cheapest refusal first. Throws HttpRefusal. The length of the body was checked before.
 */
export function createGraphqlRoute({
  schema,
  contextOf,
  signIn,
  streams,
  limits,
  rates,
  registeredDocuments,
  execute,
}: Route & { readonly execute: Execute }) {
  const registered = createRegisteredDocuments(registeredDocuments);
  const documents = createDocumentCache(limits.cachedDocumentBytes);
  const turn = createTurns();
  return async (request: IncomingMessage, requestId: string, log: Logger, logged: LoggedRequest): Promise<Answer> => {
    const isGet = isPersistedGet(request);
    if (!isGet) checkHead(request);
    // Read from the first piece on: pieces that wait for a reader take a hundred times their size.
    const reading = readBody(request);
    reading.catch(() => undefined);
    const stay = await signIn(request);
    const viewer = stay?.viewer;
    if (viewer) await rates?.countFor(viewer.person, request);
    const body = await reading;
    // Lets all requests of one packet arrive before the first is answered, so that those too many are refused unread.
    await (viewer ? setImmediate() : turn());
    const { hash, ...asked } = isGet ? paramsOfAddress(request, limits) : paramsOf(body, limits);
    const query = registered.queryOf(asked.query, hash);
    const params = { ...asked, query };
    const document = documents.get(query) ?? readDocument(query, limits);
    Object.assign(logged, operationOf(document, params.operationName));
    const language = languageOfRequest(request);
    if (logged.kind === 'subscription') {
      checkTakesEvents(request);
      const answer = await streams.answer({ request, requestId, log, language, params, document, stay });
      documents.keep(query, document);
      registered.keep(query, hash);
      return { ...answer, headers: { ...answer.headers, ...headersOfLanguage(language) } };
    }
    // An address is followed by pages, mail and caches: it must change nothing.
    if (isGet && logged.kind !== 'query')
      throw new HttpRefusal(405, 'METHOD_NOT_ALLOWED', refusalOf('http.methodNotAllowed', { found: 'GET' }), {
        allow: 'POST',
      });
    const context = await contextOf({ viewer, language, requestId, log });
    const { result, isValid } = await execute(params, document, context);
    if (isValid) documents.keep(query, document);
    if (isValid) registered.keep(query, hash);
    // A wrong request has no data at all; a fault beneath a nullable field leaves the rest of the data.
    const wrong = result.data === undefined;
    const errors =
      result.errors && formatErrors(result.errors, wrong ? 'BAD_REQUEST' : 'FAILED', { requestId, language, log });
    const cost = wrong ? undefined : costOf(schema, document, params.variables, context);
    const codes = errors?.map(error => String(error.extensions?.['code']));
    if (codes) logged.codes = [...new Set(codes)];
    return {
      status: wrong ? statusOf(codes ?? []) : 200,
      body: JSON.stringify({
        ...(errors ? { errors } : {}),
        ...(wrong
          ? {}
          : { data: result.data, extensions: extensionsOf({ cost, withheld: withheldIn(context), language }) }),
      }),
      headers: {
        'content-type': `${mediaTypeFor(request)}; charset=utf-8`,
        ...headersOfLanguage(language),
        ...(isGet && !errors && !viewer && isPublic(document) && publicHeaders),
      },
    };
  };
}

/** A subscription is answered by events, and by nothing else. */
function checkTakesEvents({ headers }: IncomingMessage): void {
  if (headers.accept?.includes('text/event-stream') !== true)
    throw new HttpRefusal(400, 'EVENT_STREAM_ONLY', refusalOf('http.eventStreamOnly', {}));
}

const withheldIn = (context: object): readonly Withheld[] =>
  'withheld' in context ? (context as { readonly withheld: readonly Withheld[] }).withheld : [];

interface Beside {
  readonly cost: number | undefined;
  readonly withheld: readonly Withheld[];
  readonly language: Language;
}

/** What stands beside the data: what it cost, and which parts are null because the caller may not read them. */
const extensionsOf = ({ cost, withheld, language }: Beside): object => ({
  ...defined({ cost }),
  ...(withheld.length > 0 && {
    withheld: withheld.map(({ path, error }) => ({
      path,
      code: error.code,
      message: refusalText(error.told, language),
    })),
  }),
});

const statusOf = (codes: readonly string[]): number =>
  codes.includes('INTERNAL') ? 500 : codes.includes(unavailable) ? 503 : 400;

const mediaTypeFor = (request: IncomingMessage): string =>
  request.headers.accept?.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json';

function operationOf(document: DocumentNode, wanted: string | undefined): LoggedRequest {
  const operation = document.definitions.find(
    definition =>
      definition.kind === Kind.OPERATION_DEFINITION && (wanted === undefined || definition.name?.value === wanted),
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return {};
  return { kind: operation.operation, ...(operation.name ? { operation: operation.name.value.slice(0, 64) } : {}) };
}
