import type { IncomingMessage } from 'node:http';
import { CallerGone, DoorRefusal } from './refusal.ts';

/** How much of a refused body is thrown away so that the caller can still read the answer; then the connection is cut. */
const discardAtMost = 16 * 1024 * 1024;

const tooLarge = (limit: number) => new DoorRefusal(413, 'BODY_TOO_LARGE',
  `The body is larger than ${limit} bytes, the most that one request may send. Send less, or split it into several requests.`);

/** The whole body, never more than `limit` bytes of it in memory. Refuses with 413; rejects with CallerGone when the caller goes. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge(limit));
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      chunks.length = 0;
      reject(tooLarge(limit));
    };
    request.on('data', take);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    const gone = (): void => reject(new CallerGone('the caller closed the connection before the body was complete'));
    request.once('error', gone);
    request.once('close', gone);
  });
}

/** Lets the rest of an unwanted body pass by: an answer sent into a connection that is cut at once is often never read. */
export function discardRest(request: IncomingMessage): void {
  if (request.complete) return;
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > discardAtMost) request.destroy();
  });
  request.on('error', () => undefined);
}
