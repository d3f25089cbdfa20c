import { generateKeyPair, exportJWK, SignJWT, type CryptoKey, type JSONWebKeySet } from 'jose';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { startServer, type RunningServer, type ServerOptions } from '../../../api/http/server.ts';
import { makeLog } from '../../../api/http/log.ts';
import type { Viewer } from '../../../api/viewer/viewer.ts';
import type { Watch } from '../../../api/viewer/watch.ts';
import type { PersonNow } from '../../../db/directory/posts.ts';
import type { RequestInfo } from '../../../api/http/graphql-route.ts';

export const issuer = 'urn:test:issuer';
export const audience = 'shixian-test';
export const secretName = '张三丰';

/**
 * A schema of its own: the server is proven without the product's. `deep` nests without end, `list` has an alias for
 * each wish.
 */
const schema: GraphQLSchema = buildSchema(`
  enum Colour { GREEN YELLOW }
  type Query {
    me: String
    capacity: String, requestId: String, deep: Deep, fault: String, slow: String, wrong: String, sum(list: [Int]): Int
    say(text: String, number: Int, size: Float, colour: Colour): String
  }
  type Deep { deep: Deep, name: String }
  type Mutation { write(text: String): String }
  type Subscription { ticks: Int }
`);
const deep = { name: 'deep', deep: () => deep };

export interface TestServer extends RunningServer {
  readonly keys: JSONWebKeySet;
  readonly privateKey: CryptoKey;
  /** The lines of the log, as they were written. */
  readonly lines: string[];
  /** Texts that the mutation wrote. */
  readonly written: string[];
  /** Ends the request that waits in `slow`. */
  readonly release: () => void;
}

const resolvers =
  (written: string[], slow: Promise<string>) =>
  ({ viewer, requestId }: RequestInfo): object => ({
    viewer,
    requestId,
    written,
    slow,
  });

/** Resolvers are put on the schema by name; the context carries what a test wants to see. */
type Seen = { viewer?: Viewer; requestId: string; written: string[]; slow: Promise<string> };
const fields = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
const resolve = (name: string, by: (args: Record<string, unknown>, seen: Seen) => unknown): void => {
  const field = fields[name];
  if (field) field.resolve = (_source, args: Record<string, unknown>, context: Seen) => by(args, context);
};
resolve('me', (_args, seen) => seen.viewer?.person ?? null);
resolve(
  'capacity',
  (_args, { viewer }) =>
    viewer &&
    [viewer.role, viewer.unit, viewer.post, viewer.standsInFor && `for ${viewer.standsInFor}`]
      .filter(Boolean)
      .join(' '),
);
const ticks = schema.getSubscriptionType()!.getFields()['ticks']!;
ticks.subscribe = (_source, _args, context: { readonly watch: Watch; readonly ticks: (watch: Watch) => unknown }) =>
  context.ticks(context.watch);
ticks.resolve = ({ tick }: { readonly tick: number }) => tick;
resolve('requestId', (_args, seen) => seen.requestId);
resolve('deep', () => deep);
resolve('say', args => args['text'] ?? String(args['number'] ?? args['size'] ?? args['colour']));
resolve('fault', () => {
  throw new Error(`Key (name)=(${secretName}) already exists.`);
});
resolve('slow', (_args, seen) => seen.slow);
resolve('write', (args, seen) => {
  seen.written.push(String(args['text']));
  return 'written';
});

/** A server on a free port with a key pair of its own. */
export async function openServer(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] };
  const lines: string[] = [];
  const written: string[] = [];
  let release = (): void => undefined;
  const slow = new Promise<string>(done => {
    release = () => done('at last');
  });
  const server = await startServer({
    schema,
    contextOf: resolvers(written, slow),
    host: '127.0.0.1',
    port: 0,
    production: true,
    issuer,
    audience,
    keys,
    personNow: person => people[person],
    ready: {},
    log: makeLog({
      write: line => {
        lines.push(line);
      },
    }),
    ...options,
  });
  return { ...server, keys, privateKey, lines, written, release: () => release() };
}

/** The people of the test's directory. */
const ofFire = { unit: 'fire-rescue', kind: 'department', post: 'handler' } as const;
const people: Readonly<Record<string, PersonNow>> = {
  'p-fire-officer': { held: [ofFire], isAway: false },
  'p-canary': { held: [ofFire], isAway: false },
  'p-away': { held: [], isAway: true },
  'p-two-units': { held: [ofFire, { ...ofFire, unit: 'tobacco' }], isAway: false },
  'p-deputy': { held: [{ ...ofFire, post: 'principal', standsInFor: 'p-head' }], isAway: false },
  'p-signed-out': { held: [ofFire], isAway: false, signedOutAt: Date.now() + 60_000 },
  'p-applicant': { held: [], isAway: false },
};

export interface Claims {
  readonly [claim: string]: unknown;
}

/** A token as the issuer would sign it; each part can be made wrong. */
export const token = (
  { privateKey }: { readonly privateKey: CryptoKey },
  wrong: {
    readonly claims?: Claims;
    readonly kid?: string;
    readonly iss?: string;
    readonly aud?: string;
    /** Seconds from now. */
    readonly expires?: number;
    readonly issued?: number;
    readonly key?: CryptoKey;
  } = {},
): Promise<string> =>
  new SignJWT({ role: 'officer', unit: 'fire-rescue', sub: 'p-fire-officer', ...wrong.claims })
    .setProtectedHeader({ alg: 'ES256', kid: wrong.kid ?? 'one' })
    .setIssuer(wrong.iss ?? issuer)
    .setAudience(wrong.aud ?? audience)
    .setIssuedAt(Math.floor(Date.now() / 1000) + (wrong.issued ?? 0))
    .setExpirationTime(Math.floor(Date.now() / 1000) + (wrong.expires ?? 60))
    .sign(wrong.key ?? privateKey);

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly code: string | undefined;
  readonly body: {
    readonly data?: Record<string, unknown>;
    readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  };
}

/** Posts a body as it is and reads the answer as GraphQL. */
export async function post(url: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Answered> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
  });
  const read = (await response.json()) as Answered['body'];
  return {
    status: response.status,
    headers: response.headers,
    body: read,
    code: read.errors?.[0]?.extensions['code'] as string | undefined,
  };
}

export const ask = (
  url: string,
  query: string,
  variables?: unknown,
  headers?: Record<string, string>,
): Promise<Answered> =>
  post(url, JSON.stringify({ query, ...(variables === undefined ? {} : { variables }) }), headers);
