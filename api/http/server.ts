import type { Server } from 'node:http';
import { BlockList } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import type { Answer } from './answer.ts';
import { defined } from '../../domain/defined.ts';
import { createAdmission } from './admission.ts';
import type { IsAllowedOrigin } from './cors.ts';
import { createByteBudget } from './byte-budget.ts';
import { createExport } from '../export/route.ts';
import { createExecutor } from './execute.ts';
import { createGraphqlRoute, type RequestInfo } from './graphql-route.ts';
import { createReadiness, type Checks } from '../../telemetry/readiness.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { listen } from './listen.ts';
import { createNodeServer } from './node-server.ts';
import type { DevelopmentPerson } from './person-picker.ts';
import { createRates, type RateOptions } from './rates.ts';
import { createResponder } from './responder.ts';
import { createRouter, developmentPages } from './router.ts';
import { createFileRoute } from './files/routes.ts';
import type { Files } from '../../operations/files/receive.ts';
import { holdIssuerKeys } from './sign-in/issuer-keys.ts';
import { createProvider, type ProviderOptions } from './sign-in/provider.ts';
import { signInRoutes, type BrowserRoutes } from './sign-in/routes.ts';
import { createStreams } from './streams/streams.ts';
import { createSignIn, type SignIn } from './sign-in/sign-in.ts';

export interface ServerOptions extends Omit<SignIn, 'keyOf'> {
  /** The issuer's public keys: an address that is asked again and again, or the keys themselves. */
  readonly keys: URL | JSONWebKeySet;
  /** How long the last known keys hold while their address does not answer. Default: a day. */
  readonly keysKeptMs?: number;
  /** The issuer as people's browsers see it. Without it, or without `sessions`, only tokens sign in. */
  readonly provider?: ProviderOptions | undefined;
  readonly schema: GraphQLSchema;
  /** The context of the resolvers, a fresh object for each request. */
  readonly contextOf: (info: RequestInfo) => object | Promise<object>;
  readonly host: string;
  /**
   * In development a taken port gives way to the next free one; in production it is an error, since others look there.
   */
  readonly port: number;
  readonly production: boolean;
  readonly log: Logger;
  /** What `/health/ready` asks beside the issuer's keys: the database, Temporal, a worker. */
  readonly ready: Checks;
  /** Time for which a stopping server still takes requests, while readiness is already false. */
  readonly drainMs?: number;
  readonly limits?: Partial<Limits>;
  /** How often callers may ask. Not bounded if left out. */
  readonly rates?: RateOptions | undefined;
  /** Persons as whom GraphiQL may ask, in development. */
  readonly people?: readonly DevelopmentPerson[] | undefined;
  /** Whether pages of an origin may call the API. None if left out. */
  readonly isAllowedOrigin?: IsAllowedOrigin | undefined;
  /** Where files are kept; none are taken if left out. */
  readonly files?: Files | undefined;
  /** The key by which addresses of files are signed; without it nobody gets one. */
  readonly fileKey?: string | undefined;
  /** Documents by the SHA-256 of their text: where they are given, no others are carried out. */
  readonly registeredDocuments?: Readonly<Record<string, string>> | undefined;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** What its readiness looks at. */
  readonly ready: Checks;
  /**
   * Says for `drainMs` that it is not ready. Then takes no more requests, lets those under way end for at most ten
   * seconds, and cuts them.
   */
  readonly stop: () => Promise<void>;
}

const stopTimeoutMs = 10_000;
const dayMs = 24 * 60 * 60 * 1_000;

/** Starts the server: GraphQL, health, and in development GraphiQL and the local issuer's public keys. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, production, host } = options;
  const limits = {
    ...defaultLimits,
    ...defined({ fileBytes: options.files?.mostBytes }),
    ...options.limits,
  };
  let stopping = false;
  const isStopping = (): boolean => stopping;
  const isAllowedOrigin = options.isAllowedOrigin ?? (() => false);
  const budget = createByteBudget(limits.heldBytes);
  const rates = options.rates && createRates(options.rates);
  const admit = createAdmission(limits, budget, rates);
  const issuerKeys = holdIssuerKeys(options.keys, options.keysKeptMs ?? dayMs);
  const ready = { ...options.ready, signIn: issuerKeys.check };
  const trustedProxies = options.rates?.trustedProxies ?? new BlockList();
  const streams = createStreams({ ...options, limits, trustedProxies });
  const signIn = createSignIn({ ...options, keyOf: issuerKeys.keyOf });
  const execute = createExecutor(options.schema, production, limits);
  const { files, fileKey } = options;
  const route = createRouter({
    graphql: createGraphqlRoute({ ...options, rates, limits, streams, signIn, execute }),
    files: files && createFileRoute({ files, key: fileKey, signIn, rates }),
    exported: createExport({ ...options, limits, signIn, execute, rates }),
    readiness: createReadiness(ready),
    isStopping,
    isAllowedOrigin,
    rates,
    browser: browserRoutes(options),
    pages: production ? new Map<string, Answer>() : developmentPages(options.keys, options.people),
  });
  const respond = createResponder({ route, log, budget, isStopping, isAllowedOrigin });
  const server = createNodeServer(limits, (request, response) => {
    const admission = admit(request, response);
    if (admission === 'ignored') return;
    void respond(request, response, admission === 'taken' ? undefined : admission);
  });
  const port = await listen(server, host, options.port, !production).catch((error: unknown) => {
    issuerKeys.stop();
    throw error;
  });
  if (options.port !== 0 && port !== options.port) log.warn(`Port ${options.port} is taken; listening on ${port}.`);

  return {
    port,
    ready,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    stop: async () => {
      stopping = true;
      if (options.drainMs) await pause(options.drainMs);
      streams.stop();
      await close(server);
      issuerKeys.stop();
    },
  };
}

const browserRoutes = ({ provider, sessions, personNow }: ServerOptions): BrowserRoutes =>
  provider && sessions ? signInRoutes({ provider: createProvider(provider), sessions, personNow }) : new Map();

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), stopTimeoutMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
