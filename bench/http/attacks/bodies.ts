import { application, form, start } from './application.ts';
import { body, type Attack } from './attack.ts';

const mutation = 'mutation { withdrawCase(input: { commandId: "csrf", caseId: "x" }) { __typename } }';
const get = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;

export const bodies: readonly Attack[] = [
  body('5 MB of tokens', '413 BODY_TOO_LARGE', () => JSON.stringify({ query: `{ ${'me '.repeat(1_700_000)} }` })),
  body('5 MB whose length is not told', '411 LENGTH_REQUIRED', () =>
    Array.from({ length: 80 }, () => Buffer.alloc(65_536, 'x')),
  ),
  body('10 kB in pieces of one byte', '411 LENGTH_REQUIRED', () => Array.from({ length: 10_000 }, () => 'x')),
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
