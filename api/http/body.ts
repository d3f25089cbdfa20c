import type { IncomingMessage } from 'node:http';
import { CallerGone, HttpRefusal } from './refusal.ts';

/**
 * How much of a refused body is thrown away so that the caller can still read the answer; then the connection is cut.
 */
const discardAtMost = 16 * 1024 * 1024;

const tooLarge = (limit: number) =>
  new HttpRefusal(
    413,
    'BODY_TOO_LARGE',
    `The body is larger than ${limit} bytes, the most that one request may send. Send less, or split it into several requests.`,
  );

/**
 * Refuses, before any of it is read, a body that is too large (413) or does not tell its length (411): it could come in
 * pieces of
 * one byte, each of which costs the event loop as much as a thousand.
 */
export function checkLength({ headers }: IncomingMessage, limit: number): void {
  if (headers['transfer-encoding'] !== undefined) {
    throw new HttpRefusal(
      411,
      'LENGTH_REQUIRED',
      'The body does not tell its length. Send it whole, with the header `content-length`.',
      { connection: 'close' },
    );
  }
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
}

/** The whole body of a request whose length was checked. Rejects with CallerGone when the caller goes. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve(Buffer.concat(chunks)));
    const gone = (): void => reject(new CallerGone('the caller closed the connection before the body was complete'));
    request.once('error', gone);
    request.once('close', gone);
  });
}

/**
 * Lets the rest of an unwanted body pass by: an answer sent into a connection that is cut at once is often never read.
 */
export function discardRest(request: IncomingMessage): void {
  // Node lets pass what nobody has begun to read; without a length it is not worth being counted piece by piece.
  if (request.complete || request.headers['transfer-encoding'] !== undefined) return;
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > discardAtMost) request.destroy();
  });
  request.on('error', () => undefined);
}
