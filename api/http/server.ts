import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import { describeError } from '../../telemetry/safe-error.ts';
import { refusalBody, requestIdOf, send, type Answer } from './answer.ts';
import { crowd } from './connection-limit.ts';
import { readFairly } from './fair-socket.ts';
import { graphiqlPage } from './graphiql.ts';
import { graphqlRoute, type Asking, type Noted } from './graphql-route.ts';
import { readiness, serves, type Checks } from '../../telemetry/readiness.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { listen } from './listen.ts';
import { measured } from './metrics.ts';
import { pipelines, tooManyAtOnce } from './pipelining-limit.ts';
import { CallerGone, HttpRefusal } from './refusal.ts';
import { signIn, type SignIn } from './sign-in.ts';
import { away } from './unavailable.ts';
import { describe, tracedRequest, traceIdOf } from './trace.ts';

export interface ServerOptions extends SignIn {
  readonly schema: GraphQLSchema;
  /** The context of the resolvers, a fresh object for each request. */
  readonly contextOf: (asking: Asking) => object | Promise<object>;
  readonly host: string;
  /**
   * In development a taken port gives way to the next free one; in production it is an error, because others look for
   * it there.
   */
  readonly port: number;
  readonly production: boolean;
  readonly log: Logger;
  /** What `/health/ready` asks: the database, Temporal, a worker. */
  readonly ready: Checks;
  /** Milliseconds for which, once it is told to stop, it still takes requests while readiness is already false. */
  readonly drain?: number;
  readonly limits?: Partial<Limits>;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /**
   * Says that it is not ready, for `drain`; then takes no more requests, lets those under way end for at most ten
   * seconds, and cuts them.
   */
  readonly stop: () => Promise<void>;
}

const stopWithin = 10_000;

/** Starts the server: GraphQL, health, and in development GraphiQL and the local issuer's public keys. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, production, host } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const graphql = graphqlRoute({ ...options, limits, signIn: signIn(options) });
  const ready = readiness(options.ready);
  const pages = production ? new Map<string, Answer>() : developmentPages(options.keys);
  const inTurn = pipelines();
  const { admit, asks } = crowd(limits.connections);
  let stopping = false;

  const route = async (
    request: IncomingMessage,
    requestId: string,
    requestLog: Logger,
    noted: Noted,
  ): Promise<Answer> => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/graphql') return graphql(request, requestId, requestLog, noted);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    const page = pages.get(path);
    if (reads && page) return page;
    if (reads && path === '/health/live') return { status: 200, body: '{"status":"live"}' };
    if (reads && path === '/health/ready') {
      const found = await ready();
      return {
        status: serves(found) && !stopping ? 200 : 503,
        body: JSON.stringify({ ...found, ...(stopping && { status: 'stopping' }) }),
      };
    }
    throw new HttpRefusal(
      404,
      'NOT_FOUND',
      'Nothing is served at this address. The API is POST /graphql; health is GET /health/live and /health/ready.',
    );
  };

  const answerTo = async (
    request: IncomingMessage,
    requestId: string,
    requestLog: Logger,
    noted: Noted,
    tooMany: boolean,
  ): Promise<Answer | undefined> => {
    try {
      if (tooMany) throw tooManyAtOnce();
      return await route(request, requestId, requestLog, noted);
    } catch (error) {
      if (error instanceof CallerGone) return undefined;
      const refusal = error instanceof HttpRefusal ? error : away(error);
      if (refusal !== error) requestLog.error({ fault: describeError(error) }, 'a request failed');
      const { status, code, headers, message } = refusal ?? {
        status: 500,
        code: 'INTERNAL',
        headers: {},
        message: `Something failed on our side. Tell the operator the request id ${requestId}.`,
      };
      noted.codes = [code];
      return { status, headers, body: refusalBody(message, code, requestId) };
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse, tooMany: boolean): Promise<void> => {
    const began = performance.now();
    const requestId = requestIdOf(request);
    await tracedRequest(request, requestId, async span => {
      const requestLog = log.child({ requestId, ...traceIdOf(span) });
      const noted: Noted = {};
      const answer = await answerTo(request, requestId, requestLog, noted, tooMany);
      if (!answer) return;
      if (stopping) response.setHeader('connection', 'close');
      send(request, response, requestId, answer);
      describe(span, answer.status, noted);
      const outcome = outcomeOf(answer.status, noted);
      const took = performance.now() - began;
      measured(request.url, outcome, took);
      // Probes come every few seconds; only what they find wrong is worth a line.
      if (request.url?.startsWith('/health/') && answer.status < 400) return;
      requestLog.info({ ...noted, status: answer.status, outcome, durationMs: Math.round(took) }, 'answered');
    });
  };

  const server = createServer(
    {
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      keepAliveTimeout: limits.keepAliveTimeout,
      // Often, so that few of those that came together are closed in one turn of the loop.
      connectionsCheckingInterval: 100,
    },
    (request, response) => {
      asks(request, response);
      const turn = inTurn(request, response);
      if (turn !== 'ignored') void handle(request, response, turn === 'refused');
    },
  );
  readFairly(server, admit);
  const port = await listen(server, host, options.port, !production);
  if (options.port !== 0 && port !== options.port) log.warn(`Port ${options.port} is taken; listening on ${port}.`);

  return {
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    stop: async () => {
      stopping = true;
      if (options.drain) await pause(options.drain);
      await new Promise<void>(resolve => {
        const cut = setTimeout(() => server.closeAllConnections(), stopWithin);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

const outcomeOf = (status: number, { codes }: Noted): string => {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return codes ? 'with errors' : 'served';
};

/** What only a developer's own machine serves. */
function developmentPages(keys: URL | JSONWebKeySet): Map<string, Answer> {
  const pages = new Map<string, Answer>([['/graphiql', graphiqlPage()]]);
  if (!(keys instanceof URL)) pages.set('/.well-known/jwks.json', { status: 200, body: JSON.stringify(keys) });
  return pages;
}
