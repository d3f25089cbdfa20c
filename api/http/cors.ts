import type { IncomingMessage } from 'node:http';
import type { Answer } from './answer.ts';

/** Whether a page of this origin may call the API. */
export type IsAllowedOrigin = (origin: string) => boolean;

/** The origins of front ends that are served elsewhere, as the setting names them. */
export function allowOrigins(origins: readonly string[]): IsAllowedOrigin {
  const allowed = new Set(origins);
  return origin => allowed.has(origin);
}

/** Pages that a developer's own machine serves, on whatever port. */
export const allowLoopback: IsAllowedOrigin = origin =>
  /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(origin);

/** What a page may read beside the body, and what it may send: the names of tus among them. */
const exposed =
  'x-request-id, retry-after, content-language, location, content-disposition, tus-resumable, tus-version, ' +
  'tus-extension, tus-max-size, upload-offset, upload-length, upload-result';
const allowed =
  'authorization, content-type, accept-language, last-event-id, x-request-id, tus-resumable, upload-length, ' +
  'upload-metadata, upload-offset';

/** How long a browser remembers what it was allowed. */
const maxAgeSeconds = 7_200;

/**
 * What lets a page of an allowed origin read an answer (CORS). Cookies are never let in: front ends elsewhere bring
 * bearer tokens, so that no other page acts by somebody's session.
 */
export function corsHeaders(request: IncomingMessage, isAllowed: IsAllowedOrigin): Readonly<Record<string, string>> {
  const { origin } = request.headers;
  if (origin === undefined || !isAllowed(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': exposed,
    'cross-origin-resource-policy': 'cross-origin',
    vary: 'Origin',
  };
}

/** The answer to a browser that asks before it calls; undefined where the origin is not allowed, or nobody asks. */
export function answerPreflight(request: IncomingMessage, isAllowed: IsAllowedOrigin): Answer | undefined {
  const isAsked = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
  if (!isAsked || !isAllowed(request.headers.origin ?? '')) return undefined;
  return {
    status: 204,
    body: '',
    headers: {
      'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE',
      'access-control-allow-headers': allowed,
      'access-control-max-age': String(maxAgeSeconds),
    },
  };
}
