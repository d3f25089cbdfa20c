import type { IncomingMessage } from 'node:http';
import { CallerGone, HttpRefusal } from './refusal.ts';
import { refusalOf } from '../../domain/refusal.ts';

/** Bytes of a body as its head states them. Node's parser hands over no more than these. */
export const lengthOf = ({ headers }: IncomingMessage): number => Number(headers['content-length'] ?? 0);

/** The path of a request, without what is asked of it. */
export const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] || '/';

/**
 * Refuses a body by its head alone: 413 if it is longer than `maxBytes`, 411 if its length is unknown. A body in pieces
 * may come byte by byte, and each piece costs the event loop as much as a thousand bytes.
 */
export function refusalOfLength(request: IncomingMessage, maxBytes: number): HttpRefusal | undefined {
  if (request.headers['transfer-encoding'] !== undefined) {
    return new HttpRefusal(411, 'LENGTH_REQUIRED', refusalOf('http.lengthRequired', {}), { connection: 'close' });
  }
  if (lengthOf(request) <= maxBytes) return undefined;
  return new HttpRefusal(413, 'BODY_TOO_LARGE', refusalOf('http.bodyTooLarge', { most: maxBytes }), {
    connection: 'close',
  });
}

/**
 * Stops reading from the connection of a request that is refused unread. It drops what came together with the head, and
 * leaves the rest with the kernel, so that neither costs memory.
 */
export function stopReading(request: IncomingMessage): void {
  request.socket.pause();
  setImmediate(() => {
    while (request.read() !== null);
    // Each read has told Node to go on in the next tick; this one comes behind, and before anything is received.
    process.nextTick(() => request.socket.pause());
  });
}

/**
 * Reads the whole body of a request whose length was checked. It copies into one buffer, since a thousand pieces of one
 * byte would take a hundred times their size. Rejects with CallerGone when the caller goes.
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  const body = Buffer.allocUnsafe(lengthOf(request));
  let received = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      received += chunk.copy(body, received);
    });
    request.once('end', () => resolve(body.subarray(0, received)));
    const gone = (): void => reject(new CallerGone('the caller closed the connection before the body was complete'));
    request.once('error', gone);
    request.once('close', gone);
  });
}
