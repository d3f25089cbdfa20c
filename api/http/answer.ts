import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { discardRest } from './body.ts';

/**
 * A request id of the caller's is taken when it is short and plain, so that it can stand in logs and headers; else one
 * is made.
 */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/u.test(given) ? given : randomUUID();
}

/**
 * For answers that are data: nothing in them is to be run, framed, kept or guessed at. No origin is allowed in (CORS).
 */
const headersOfData = {
  'content-type': 'application/json; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with the headers that every answer carries; what was not read of the request is let pass. */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  { status, body, headers }: Answer,
): void {
  if (response.writableEnded || response.destroyed) return;
  response.writeHead(status, {
    ...headersOfData,
    ...headers,
    'x-request-id': requestId,
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  discardRest(request);
}

/** A refusal in the shape of a GraphQL answer, so that a client reads all errors in one way. */
export const refusalBody = (message: string, code: string, requestId: string): string =>
  JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
