import { dial, send, untilClosed, type Target } from './target.ts';

export interface Attack {
  readonly name: string;
  /** What every one of its requests is answered with: a 4xx and its code. `closed`: the connection is cut. */
  readonly refused: string;
  readonly run: (target: Target) => Promise<readonly string[]>;
}

const together = 8;
const repeated = (n: number, what: string | ((index: number) => string)): string =>
  Array.from({ length: n }, (_, index) => (typeof what === 'string' ? what : what(index))).join(' ');
const seenOf = async (asking: Promise<{ readonly seen: string }>): Promise<string> => (await asking).seen;
/** The same several times at once: what a turn of the loop costs adds up where requests share it. */
const several =
  (one: (target: Target, index: number) => Promise<string>, times = together) =>
  (target: Target): Promise<readonly string[]> =>
    Promise.all(Array.from({ length: times }, (_, index) => one(target, index)));

type Body = string | Buffer | readonly (string | Buffer)[];
const body = (
  name: string,
  refused: string,
  of: Body | (() => Body),
  headers: Record<string, string> = {},
  how: { method?: string; path?: string } = {},
): Attack => ({
  name,
  refused,
  run: several(({ port }) => seenOf(send(port, typeof of === 'function' ? of() : of, headers, how))),
});
/** A document; each request has its own, so that none is remembered from the one before. */
const document = (name: string, refused: string, query: string | (() => string), variables?: object): Attack => ({
  name,
  refused,
  run: several(({ port, token }, index) =>
    seenOf(
      send(
        port,
        JSON.stringify({
          query: `${typeof query === 'string' ? query : query()} #${index} ${Math.random()}`,
          variables,
        }),
        { authorization: `Bearer ${token}` },
      ),
    ),
  ),
});

const mutation = 'mutation { withdrawCase(input: { commandId: "csrf", caseId: "x" }) { __typename } }';
const start =
  'mutation M($input: StartRestaurantOpeningInput!) { startRestaurantOpening(input: $input) { __typename } }';
const form = { name: '店', seats: 1, hasSignboard: true, sellsTobacco: false, contact: '某人' };
const application = (more: object): object => ({
  input: { commandId: 'attack', channel: 'ONLINE', form, papers: [], ...more },
});
const get = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;

const bodies: readonly Attack[] = [
  body('5 MB of tokens', '413 BODY_TOO_LARGE', () => JSON.stringify({ query: `{ ${'me '.repeat(1_700_000)} }` })),
  body('5 MB whose length is not told', '411 LENGTH_REQUIRED', () =>
    Array.from({ length: 80 }, () => Buffer.alloc(65_536, 'x')),
  ),
  body('256 kB in pieces of one byte', '411 LENGTH_REQUIRED', () => Array.from({ length: 40_000 }, () => 'x')),
  body('250 kB of names and values', '400 TOO_MANY_VALUES', () =>
    JSON.stringify({
      query: '{ me { role } }',
      variables: Object.fromEntries(Array.from({ length: 24_000 }, (_, index) => [`k${index}`, 1])),
    }),
  ),
  body(
    '120,000 lists in each other',
    '400 TOO_MANY_VALUES',
    () => `{"query":"{ me { role } }","variables":{"a":${'['.repeat(120_000)}${']'.repeat(120_000)}}}`,
  ),
  body('a batch', '400 BATCH', JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ me { role } }' })))),
  body('a form', '415 UNSUPPORTED_MEDIA_TYPE', new URLSearchParams({ query: mutation }).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  body(
    'a file upload',
    '415 UNSUPPORTED_MEDIA_TYPE',
    `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"${mutation}"}\r\n--b--`,
    { 'content-type': 'multipart/form-data; boundary=b' },
  ),
  body('an unknown content type', '415 UNSUPPORTED_MEDIA_TYPE', '{}', { 'content-type': 'application/x-unknown' }),
  body('a compressed body', '415 UNSUPPORTED_ENCODING', '{}', { 'content-encoding': 'gzip' }),
  body('a mutation by GET', '405 METHOD_NOT_ALLOWED', '', {}, { method: 'GET', path: get(mutation) }),
  body('a mutation by PUT', '405 METHOD_NOT_ALLOWED', JSON.stringify({ query: mutation }), {}, { method: 'PUT' }),
  body('bytes that are no UTF-8', '400 TEXT_NOT_UNICODE', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  body(
    'NUL in a variable',
    '400 TEXT_WITH_NUL',
    JSON.stringify({ query: start, variables: application({ form: { ...form, name: 'a\u0000b' } }) }),
  ),
  body(
    'half of a surrogate pair',
    '400 TEXT_NOT_UNICODE',
    `{"query":"{ me { role } }","variables":{"a":"${String.raw`\ud800`}"}}`,
  ),
];

const documents: readonly Attack[] = [
  document('32 kB of tokens', '400 TOO_MANY_TOKENS', `{ ${'me '.repeat(10_000)} }`),
  document('250 kB in one name', '400 TOO_LONG', `{ ${'x'.repeat(250_000)} }`),
  document('120,000 lines', '400 TOO_LONG', () => `{ ${'\n'.repeat(120_000)} ${repeated(200, index => `x${index}`)} }`),
  document(
    'faults behind 30,000 lines',
    '400 GRAPHQL_VALIDATION_FAILED',
    `{ ${'\n'.repeat(30_000)} ${repeated(200, index => `x${index}`)} }`,
  ),
  document('5,000 aliases', '400 TOO_LONG', `{ ${repeated(5_000, index => `a${index}: me`)} }`),
  document('600 aliases', '400 TOO_MANY_ALIASES', `{ ${repeated(600, index => `a${index}: me`)} }`),
  document('500 levels', '400 TOO_DEEP', `{ me ${'{ unit '.repeat(500)}${'}'.repeat(500)} }`),
  document('a thousand braces that do not close', '400 NOT_GRAPHQL', '{ me '.repeat(600)),
  document(
    'fragments in a circle',
    '400 GRAPHQL_VALIDATION_FAILED',
    `{ procedures { ...f0 } } ${repeated(25, index => `fragment f${index} on Procedure { ${repeated(25, other => `...f${other}`)} }`)}`,
  ),
  document(
    'fragments that double forty times',
    '400 TOO_MANY_FIELDS',
    `{ procedures { ...f0 } } ${repeated(40, index => `fragment f${index} on Procedure { ...f${index + 1} ...f${index + 1} }`)} fragment f40 on Procedure { name }`,
  ),
  document(
    'an unused fragment of 1,900 fields',
    '400 TOO_MANY_FIELDS',
    `{ me { role } } fragment f on Procedure { ${'name '.repeat(1_900)} }`,
  ),
  document(
    'two fragments of one name',
    '400 TOO_MANY_FIELDS',
    `{ procedures { ...f } } fragment f on Procedure { ${'lead { title } '.repeat(450)} } fragment f on Procedure { name }`,
  ),
  document('a hundred directives', '400 TOO_MANY_DIRECTIVES', `{ me { ${repeated(100, 'role @include(if: true)')} } }`),
  document(
    'pages of ten thousand',
    '200 TOO_COMPLEX',
    '{ myCases(first: 100) { edges { node { clocks { case { clocks { case { clocks { title } } } } } } } } }',
  ),
  document(
    'the schema',
    '400 GRAPHQL_VALIDATION_FAILED',
    '{ __schema { types { fields { type { fields { name } } } } } }',
  ),
  document('a number without end', '400 NUMBER_OUT_OF_RANGE', '{ myCases(first: 1e999) { edges { cursor } } }'),
  document(
    'a number of 33 bits',
    '400 GRAPHQL_VALIDATION_FAILED',
    '{ myCases(first: 4294967296) { edges { cursor } } }',
  ),
  document('a variable of 33 bits', '400 BAD_REQUEST', 'query Q($n: Int) { myCases(first: $n) { edges { cursor } } }', {
    n: 4_294_967_296,
  }),
  document(
    '4,000 fields that the form lacks',
    '400 BAD_REQUEST',
    start,
    application({
      form: Object.fromEntries(Array.from({ length: 4_000 }, (_, index) => [`field${'x'.repeat(40)}${index}`, 1])),
    }),
  ),
  document(
    '900 papers that are none',
    '400 BAD_REQUEST',
    start,
    application({ papers: Array.from({ length: 900 }, () => ({ material: 'x'.repeat(20), digest: 1, kind: 'NONE' })) }),
  ),
  document(
    '200 kB where a number belongs',
    '400 BAD_REQUEST',
    start,
    application({ form: { ...form, seats: 'x'.repeat(200_000) } }),
  ),
];

const signIns = (wrong: Target['wrong']): readonly Attack[] =>
  Object.keys(wrong).map(what => ({
    name: `a token ${what}`,
    refused: '401 UNAUTHENTICATED',
    run: several(({ port, wrong: tokens }) =>
      seenOf(send(port, JSON.stringify({ query: mutation }), { authorization: `Bearer ${tokens[what]!}` })),
    ),
  }));

const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
const statusIn = (answered: string): string => /^HTTP\/1\.1 (\d+)/.exec(answered)?.[1] ?? 'closed';
/** Writes to many connections and says how they end. */
const connections = (name: string, refused: string, number: number, write: string): Attack => ({
  name,
  refused,
  run: async ({ port }) => {
    const ends: Promise<string>[] = [];
    // Fewer at once than wait to be accepted: the kernel drops more, and tells only the other side.
    while (ends.length < number) {
      const sockets = await Promise.all(Array.from({ length: Math.min(200, number - ends.length) }, () => dial(port)));
      for (const socket of sockets) {
        ends.push(untilClosed(socket).then(statusIn));
        if (write !== '') socket.write(write);
      }
    }
    return [[...new Set(await Promise.all(ends))].toSorted().join(' or ')];
  },
});
const small = JSON.stringify({ query: '{ nothing }' });
const lines: readonly Attack[] = [
  connections('10,000 idle connections', '408 or closed', 10_000, ''),
  connections('1,000 slow bodies', '408', 1_000, `${head}content-length: 100\r\n\r\n{`),
  connections('1,000 slow headers', '408', 1_000, head),
  connections('header lines of 20 kB', '431', 20, `${head}x-long: ${'x'.repeat(20_000)}\r\n\r\n`),
  connections(
    '64 kB in pieces of one byte over 500 connections',
    '411',
    500,
    `${head}transfer-encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(10_900)}`,
  ),
  connections('what is no HTTP', '400', 20, '\u0016\u0003\u0001 this is no HTTP\r\n\r\n'),
  {
    // A few are answered, and then the last.
    name: '2,000 requests in one go (pipelining)',
    refused: '429 TOO_MANY_AT_ONCE',
    run: async ({ port }) => {
      const socket = await dial(port);
      socket.write(`${head}content-length: ${small.length}\r\n\r\n${small}`.repeat(1_999));
      socket.write(`${head}connection: close\r\ncontent-length: ${small.length}\r\n\r\n${small}`);
      const answered = await untilClosed(socket);
      return [`${/.*HTTP\/1\.1 (\d+)/s.exec(answered)?.[1]} ${/.*"code":"([A-Z_]+)"/s.exec(answered)?.[1]}`];
    },
  },
  {
    name: 'answers that nobody reads',
    refused: 'closed',
    run: async ({ port }) => {
      const socket = await dial(port);
      socket.pause();
      const asking = `GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n`.repeat(1_000);
      for (let sent = 0; sent < 40 && socket.write(asking); sent += 1);
      await new Promise(done => {
        setTimeout(done, 500);
      });
      socket.destroy();
      return ['closed'];
    },
  },
];

/** All of them. What is allowed, and only expensive, is not here: see `largest`. */
export const attacks = (wrong: Target['wrong']): readonly Attack[] => [
  ...bodies,
  ...documents,
  ...signIns(wrong),
  ...lines,
];

/** The most that one request may ask for, answered in full: it must not hold up others either. */
export const largest: readonly Attack[] = [
  document(
    'a page of cases with clocks and steps',
    '200',
    '{ myCases(first: 100) { edges { node { number title status receivedAt clocks { clock title due colour state limit { text } } steps { step title state } } } } }',
  ),
  document(
    'a page of cases with thirty aliases',
    '200',
    `{ myCases(first: 100) { edges { node { ${repeated(28, index => `a${index}: number`)} title status colour acceptance channel extended unlawful receivedAt acceptedAt decidedAt endedAt closed asOf applicant revision remedies lead { title kind } } } } }`,
  ),
  document(
    'a page of clocks with their cases',
    '200',
    `{ myCases(first: 100) { edges { node { clocks { ${repeated(16, index => `a${index}: title`)} } } } } }`,
  ),
  document(
    '700 cases that are not for the caller',
    '200 NOT_PERMITTED',
    `{ myCases(first: 100) { edges { node { ${repeated(7, index => `a${index}: instruments { instrument }`)} } } } }`,
  ),
];
