import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Takes the caller's request id if it is short and plain enough for logs and headers, and else makes one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/u.test(given) ? given : randomUUID();
}

/**
 * Headers of answers that are data: nothing in them is run, framed, kept or guessed at. No origin is let in but those
 * that `cors.ts` allows.
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
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Writes the body piece by piece and ends it, also where the caller has gone; `body` is then not sent. */
  readonly stream?: (response: ServerResponse) => void;
}

/** Time that a caller has to read the last answer of a connection. Nothing is read from it meanwhile. */
const lingerMs = 2_000;

/**
 * Sends an answer with the headers that every answer carries. One with `connection: close` cuts the connection without
 * reading on, but not at once: a caller who still writes would lose the answer together with the connection.
 */
export function send(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  { status, body, headers, stream }: Answer,
): void {
  if (stream) {
    if (!response.destroyed) response.writeHead(status, { ...headersOfData, ...headers, 'x-request-id': requestId });
    stream(response);
    return;
  }
  if (response.writableEnded || response.destroyed) return;
  response.writeHead(status, {
    ...headersOfData,
    ...headers,
    'x-request-id': requestId,
    'content-length': Buffer.byteLength(body),
  });
  if (headers?.['connection'] === 'close' && request.method !== 'HEAD') {
    response.write(body, () => setTimeout(() => request.socket.destroy(), lingerMs).unref());
  } else {
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}

/** Writes a refusal in the shape of a GraphQL answer, so that a client reads all errors in one way. */
export const refusalBody = (message: string, code: string, requestId: string): string =>
  JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
