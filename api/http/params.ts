import type { IncomingMessage } from 'node:http';
import { defined } from '../../domain/defined.ts';
import type { Limits } from './limits.ts';
import { type Refusal, refusalOf } from '../../domain/refusal.ts';
import type { HttpRefusals } from '../../domain/refusals/request.ts';
import { HttpRefusal } from './refusal.ts';

/** What a request asks for: a document by its text, or by the hash that a client has told before, or both. */
export interface Asked extends Omit<Params, 'query'> {
  readonly query?: string;
  readonly hash?: string;
}

/** The parameters of a GraphQL request, of the right kinds and with text that can be kept. */
export interface Params {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

const badRequest = (code: string, told: Refusal) => new HttpRefusal(400, code, told);
type OtherKind = HttpRefusals['http.parameterOfOtherKind'];
const otherKind = (parameter: OtherKind['parameter'], expected: OtherKind['expected']) =>
  badRequest('BAD_REQUEST', refusalOf('http.parameterOfOtherKind', { parameter, expected }));

/**
 * Takes only POST with `application/json`. A browser sends this type to another origin only after asking, so a foreign
 * page cannot act with a visitor's rights through a form or an image.
 */
export function checkHead(request: IncomingMessage): void {
  if (request.method !== 'POST') {
    throw new HttpRefusal(
      405,
      'METHOD_NOT_ALLOWED',
      refusalOf('http.methodNotAllowed', { found: String(request.method) }),
      { allow: 'POST' },
    );
  }
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map(part => part.trim());
  const charset = parameters
    .find(parameter => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (type !== 'application/json' || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    throw new HttpRefusal(415, 'UNSUPPORTED_MEDIA_TYPE', refusalOf('http.mediaType', {}));
  }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new HttpRefusal(415, 'UNSUPPORTED_ENCODING', refusalOf('http.encoding', {}));
  }
}

/**
 * Checks every text in a JSON value, names included. It does not recurse, since nesting is the caller's to choose.
 * Refuses more than `maxValues` names and values.
 */
function checkTexts(root: unknown, maxValues: number): void {
  const waiting: unknown[] = [root];
  let looked = 0;
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    looked += 1;
    if (typeof value === 'string') checkText(value);
    if (typeof value !== 'object' || value === null) continue;
    const parts = Array.isArray(value) ? value : Object.keys(value);
    if (looked + waiting.length + parts.length > maxValues)
      throw badRequest('TOO_MANY_VALUES', refusalOf('http.tooManyValues', { most: maxValues }));
    for (const part of parts) waiting.push(part);
    if (!Array.isArray(value)) for (const each of Object.values(value)) waiting.push(each);
  }
}

/** Refuses NUL, which PostgreSQL cannot keep, and a lone surrogate, which would silently become another character. */
export function checkText(text: string): void {
  if (text.includes('\u0000')) throw badRequest('TEXT_WITH_NUL', refusalOf('http.textWithNul', {}));
  if (!text.isWellFormed()) throw badRequest('TEXT_NOT_UNICODE', refusalOf('http.halfSurrogate', {}));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(body: Buffer): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw badRequest('TEXT_NOT_UNICODE', refusalOf('http.notUtf8', {}));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('NOT_JSON', refusalOf('http.notJson', {}));
  }
}

/** A document is asked for by its hash alone, in the address: what browsers and caches keep. */
export const isPersistedGet = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && new URLSearchParams(url.split('?')[1]).get('extensions')?.includes('persistedQuery') === true;

/** Reads the address as one GraphQL request; a document as text is not taken from there. */
export function paramsOfAddress(
  { url = '' }: IncomingMessage,
  limits: Pick<Limits, 'values'>,
  { isDocumentKnown = false }: { readonly isDocumentKnown?: boolean } = {},
): Asked {
  const search = new URLSearchParams(url.split('?')[1]);
  if (search.has('query')) throw badRequest('BAD_REQUEST', refusalOf('http.unknownName', {}));
  const json = ['variables', 'extensions'].map(name => [name, parseJson(Buffer.from(search.get(name) ?? 'null'))]);
  const operationName = search.get('operationName');
  return paramsFrom({ ...Object.fromEntries(json), ...defined({ operationName }) }, limits, isDocumentKnown);
}

/** Reads the body as one GraphQL request. Refuses with 400 and says what is expected. */
export const paramsOf = (body: Buffer, limits: Pick<Limits, 'values'>): Asked => paramsFrom(parseJson(body), limits);

function paramsFrom(json: unknown, { values }: Pick<Limits, 'values'>, isDocumentKnown = false): Asked {
  if (Array.isArray(json)) throw badRequest('BATCH', refusalOf('http.batch', {}));
  if (!isRecord(json)) throw badRequest('BAD_REQUEST', refusalOf('http.notAnObject', {}));
  const unknown = Object.keys(json).find(key => !['query', 'variables', 'operationName', 'extensions'].includes(key));
  if (unknown !== undefined) throw badRequest('BAD_REQUEST', refusalOf('http.unknownName', {}));
  checkTexts(json, values);
  const { query, variables, operationName, extensions } = json;
  const hash = hashIn(extensions);
  const hasText = typeof query === 'string' && query.trim() !== '';
  if (!isDocumentKnown && !hasText && (hash === undefined || query != null))
    throw badRequest('BAD_REQUEST', refusalOf('http.queryMissing', {}));
  if (!isRecord(variables ?? {})) throw otherKind('variables', 'object');
  if (!isRecord(extensions ?? {})) throw otherKind('extensions', 'object');
  if (typeof (operationName ?? '') !== 'string') throw otherKind('operationName', 'text');
  return {
    ...(hasText && { query }),
    ...defined({ hash }),
    ...(isRecord(variables) ? { variables } : {}),
    ...(typeof operationName === 'string' && operationName !== '' ? { operationName } : {}),
  };
}

/** The SHA-256 by which a client names a document (automatic persisted queries, version 1). */
function hashIn(extensions: unknown): string | undefined {
  const persisted = isRecord(extensions) ? extensions['persistedQuery'] : undefined;
  const hash = isRecord(persisted) && persisted['version'] === 1 ? persisted['sha256Hash'] : undefined;
  return typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}
