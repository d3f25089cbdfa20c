import { z } from 'zod';
import { readNetworks } from '../../../api/http/caller-address.ts';
import type { Setting } from './setting.ts';

const text = z.string();
const whole = (from: number, to: number): z.ZodType<number, string> =>
  text
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));
const address = (protocol: RegExp): z.ZodType<URL, string> =>
  z.url({ protocol, normalize: false }).transform(read => new URL(read));

const postgresUrl = text.refine(read => {
  const url = URL.parse(read);
  return url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
});
const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
/** Keys that come over an open network could be anybody's. */
const safeUrl = address(/^https?$/).refine(
  ({ protocol, hostname }) => protocol === 'https:' || loopback.test(hostname),
);

const networks = text.transform((read, context) => {
  const list = readNetworks(read);
  if (list === undefined) context.addIssue('no addresses');
  return list ?? z.NEVER;
});

const origins = text
  .transform(read => read.split(',').map(each => each.trim()))
  .pipe(z.array(text.refine(each => URL.canParse(each) && new URL(each).origin === each)));

const optional = (meaning: string, expected = 'text'): Setting<string> & { readonly optional: true } => ({
  meaning,
  expected,
  type: text,
  optional: true,
});
const port = 'a port, 0 to 65535';
const databaseUrl = 'postgres://user:password@host:5432/database';

/**
 * Every environment variable that the production programs read, in one place: `--help`, the checks at start and the
 * table in docs/operating.md come from here.
 */
const owner = {
  DATABASE_URL: {
    meaning: "the product's PostgreSQL, as the user who owns its tables",
    expected: databaseUrl,
    type: postgresUrl,
    secret: true,
  },
} as const;

const database = {
  DATABASE_URL: {
    meaning: "the product's PostgreSQL, migrated; its user must be a member of the role shixian_app, and needs no more",
    expected: databaseUrl,
    type: postgresUrl,
    secret: true,
  },
  DATABASE_CONNECTIONS: {
    meaning: 'connections that this process holds at most',
    expected: 'a number from 2 to 200',
    type: whole(2, 200),
    fallback: 10,
  },
} as const;

const application = {
  APPLICATION_DATABASE_URL: {
    meaning:
      'the DATABASE_URL of api and worker: its user is made with its password, or given it anew, and becomes a ' +
      'member of shixian_app',
    expected: databaseUrl,
    type: postgresUrl,
    secret: true,
    optional: true,
  },
} as const;

const temporal = {
  TEMPORAL_ADDRESS: {
    meaning: 'the Temporal server',
    expected: 'host:port',
    type: text.regex(/^[^\s:/]+(:[^\s:/]+)*:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i),
  },
  TEMPORAL_NAMESPACE: {
    meaning: 'its namespace, which must exist',
    expected: 'a name',
    type: text,
    fallback: 'default',
  },
  TEMPORAL_API_KEY: { ...optional('a key for it; turns TLS on'), secret: true },
  TEMPORAL_TLS: {
    meaning: 'whether TLS is used; if not said, a key or any certificate turns it on',
    expected: 'true or false',
    type: z.enum(['true', 'false']),
    optional: true,
  },
  TEMPORAL_TLS_SERVER_NAME: optional('the name that its certificate carries'),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: optional('the authority that signed it', 'a file in PEM'),
  TEMPORAL_TLS_SERVER_CA_CERT_DATA: optional('the same as text', 'PEM'),
  TEMPORAL_TLS_CLIENT_CERT_PATH: optional('our certificate', 'a file in PEM'),
  TEMPORAL_TLS_CLIENT_CERT_DATA: optional('the same as text', 'PEM'),
  TEMPORAL_TLS_CLIENT_KEY_PATH: optional('its key', 'a file in PEM'),
  TEMPORAL_TLS_CLIENT_KEY_DATA: { ...optional('the same as text', 'PEM'), secret: true },
} as const;

const http = {
  HOST: {
    meaning: 'the address that the API listens on',
    expected: 'an address of this machine; 0.0.0.0 for all',
    type: text,
    fallback: '127.0.0.1',
  },
  PORT: { meaning: 'the port of the API', expected: port, type: whole(0, 65_535), fallback: 4_000 },
  OIDC_ISSUER: {
    meaning: "who signs people's tokens: the claim iss",
    expected: 'text, as the issuer spells it',
    type: text,
  },
  OIDC_AUDIENCE: { meaning: 'for whom tokens are made: the claim aud', expected: 'text', type: text },
  OIDC_JWKS_URL: {
    meaning: 'where the issuer publishes its keys',
    expected: 'an https address (http only on this machine)',
    type: safeUrl,
  },
  OIDC_KEYS_KEPT_HOURS: {
    meaning: 'how long the last known keys hold while that address does not answer',
    expected: 'a number from 1 to 168',
    type: whole(1, 168),
    fallback: 24,
  },
  TOKEN_MAX_HOURS: {
    meaning: 'how long a token holds after it was made, however long it runs',
    expected: 'a number from 1 to 720',
    type: whole(1, 720),
    fallback: 12,
  },
  OIDC_CLIENT_ID: optional('our name at the issuer, to sign people in by its pages; only tokens sign in without it'),
  OIDC_CLIENT_SECRET: { ...optional('our password there; may be left out where PKCE is enough'), secret: true },
  PUBLIC_URL: {
    meaning: 'the address under which browsers reach the API, to which the issuer sends them back',
    expected: 'an https address (http only on this machine)',
    type: safeUrl,
    optional: true,
  },
  SESSION_MAX_HOURS: {
    meaning: 'how long a session of a browser holds, however much it is used',
    expected: 'a number from 1 to 168',
    type: whole(1, 168),
    fallback: 12,
  },
  SESSION_IDLE_MINUTES: {
    meaning: 'how long it holds without a request',
    expected: 'a number from 5 to 1440',
    type: whole(5, 1_440),
    fallback: 30,
  },
  TRUSTED_PROXIES: {
    meaning: 'proxies whose x-forwarded-for says who calls; without it, the address of the connection says so',
    expected: 'addresses or networks with commas between them, such as 10.1.0.0/16,fd00::1',
    type: networks,
    optional: true,
  },
  CORS_ORIGINS: {
    meaning: 'front ends of other origins that may call the API from a browser, with bearer tokens; none if not given',
    expected: 'origins with commas between them, such as https://portal.example.gov.cn',
    type: origins,
    optional: true,
  },
  REGISTERED_DOCUMENTS: {
    meaning: 'the documents that may be carried out, by the SHA-256 of their text; any if not given',
    expected: 'a file of JSON: an object of hashes and texts',
    type: text,
    optional: true,
  },
  RATE_PER_ADDRESS: {
    meaning: 'requests a second that one process takes from one address',
    expected: 'a number from 1 to 100000',
    type: whole(1, 100_000),
    fallback: 200,
  },
  RATE_ANONYMOUS: {
    meaning: 'requests a second that one process takes from one address without a token or session',
    expected: 'a number from 1 to 100000',
    type: whole(1, 100_000),
    fallback: 10,
  },
  RATE_PER_PERSON: {
    meaning: 'requests a second that one process takes from one person',
    expected: 'a number from 1 to 100000',
    type: whole(1, 100_000),
    fallback: 20,
  },
  CALENDAR: {
    meaning: 'the calendar that new cases run on',
    expected: 'the name of a published calendar',
    type: text,
    fallback: 'cn',
  },
  IDENTITY_KEY: {
    meaning:
      'the key of the hashes by which numbers of identity cards find their parties; never change it. Without it no ' +
      'person is added to the register',
    expected: 'at least 32 characters',
    type: text.min(32),
    secret: true,
    optional: true,
  },
  DRAIN_SECONDS: {
    meaning:
      'at SIGTERM readiness is false for so long before it stops taking requests, so that a load balancer looks ' +
      'elsewhere first',
    expected: 'a number from 0 to 300',
    type: whole(0, 300),
    fallback: 5,
  },
} as const;

/** Of whoever reads or writes files. */
export const fileSettings = {
  FILE_STORE: {
    meaning: 'where the bytes of files lie: all processes must see the same',
    expected: 'a folder, or s3:// and the name of a bucket that exists',
    type: text.regex(/^(s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|(?!s3:).+)$/),
    fallback: 'files',
  },
  STORE_ENDPOINT: {
    meaning: 'the server of the bucket; that of AWS for the region if not given',
    expected: 'an https address (http only on this machine)',
    type: safeUrl,
    optional: true,
  },
  STORE_REGION: { meaning: 'its region', expected: 'a name', type: text, fallback: 'us-east-1' },
  STORE_ACCESS_KEY_ID: optional('our name there'),
  STORE_SECRET_ACCESS_KEY: { ...optional('our key there'), secret: true },
  FILE_SCANNER: {
    meaning: 'a service that says of each file whether it is clean; without it every file may be used at once',
    expected: 'an http, https or clamd address',
    type: address(/^(https?|clamd)$/),
    optional: true,
  },
} as const;

const uploads = {
  FILE_MAX_MB: {
    meaning: 'megabytes (MiB) of one file at most',
    expected: 'a number from 1 to 1024',
    type: whole(1, 1_024),
    fallback: 50,
  },
  FILE_KEY: {
    meaning: 'the key by which addresses of files are signed; without it nobody fetches a file',
    expected: 'at least 32 characters',
    type: text.min(32),
    secret: true,
    optional: true,
  },
} as const;

const worker = {
  PROMOTE: {
    meaning: 'when this worker makes its build of the workflow code the current one: when none is, or always',
    expected: 'first or always',
    type: z.enum(['first', 'always']),
    fallback: 'first',
  },
  BATCH_RATE: {
    meaning: 'cases of batches (a case for each household, for each issue) that this process begins a second',
    expected: 'a number from 1 to 1000',
    type: whole(1, 1_000),
    fallback: 20,
  },
  WORKFLOW_BUNDLE: optional('workflow code that bin/bundle.ts built ahead; built at start if not given', 'a file'),
} as const;

export const observability = {
  LOG_LEVEL: {
    meaning: 'what is logged, and all that is graver',
    expected: 'fatal, error, warn, info, debug, trace or silent',
    type: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    fallback: 'info',
  },
  METRICS_HOST: {
    meaning: 'the address that metrics and health are served on; keep it inside',
    expected: 'an address of this machine; 0.0.0.0 for all',
    type: text,
    fallback: '127.0.0.1',
  },
  METRICS_PORT: {
    meaning: 'the port of /metrics, /health/live and /health/ready',
    expected: port,
    type: whole(0, 65_535),
    fallback: 9_464,
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    meaning: 'a collector of OpenTelemetry traces (OTLP over HTTP, JSON); nothing is traced without it',
    expected: 'an http or https address',
    type: address(/^https?$/),
    optional: true,
  },
  OTEL_EXPORTER_OTLP_HEADERS: { ...optional('headers for it', 'name=value,name=value'), secret: true },
  OTEL_SERVICE_NAME: optional('the name of this service in traces; shixian-api and shixian-worker if not said'),
} as const;

/** Of programs on a developer's machine: what is not set is the stack that `npm start` runs. */
export const localSettings = {
  DATABASE_URL: { ...database.DATABASE_URL, optional: true },
  ...temporal,
  TEMPORAL_ADDRESS: { ...temporal.TEMPORAL_ADDRESS, optional: true },
} as const;

export const settingsOf = {
  migrate: { ...owner, ...application },
  directory: { DATABASE_URL: database.DATABASE_URL },
  namespace: { ...temporal },
  api: { ...database, ...temporal, ...http, ...fileSettings, ...uploads, ...observability },
  worker: { ...database, ...temporal, ...worker, ...fileSettings, ...observability },
} as const;
