import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { HttpRefusal } from './refusal.ts';
import { refusalOf } from '../../domain/refusal.ts';

/**
 * Requests of one connection that are under way at once. Browsers and libraries wait for the answer before the next.
 */
const maxAtOnce = 16;

export const tooManyAtOnce = (): HttpRefusal =>
  new HttpRefusal(429, 'TOO_MANY_AT_ONCE', refusalOf('http.tooManyAtOnce', { most: maxAtOnce }), {
    connection: 'close',
  });

/**
 * Counts the unanswered requests of each connection: one read from it may hold a thousand. The first one too many is to
 * be refused and ends the connection; those behind it are ignored.
 */
export function createPipeliningLimit(): (
  request: IncomingMessage,
  response: ServerResponse,
) => 'taken' | 'refused' | 'ignored' {
  const underWay = new WeakMap<Socket, number>();
  return ({ socket }, response) => {
    const before = underWay.get(socket) ?? 0;
    if (before > maxAtOnce) return 'ignored';
    underWay.set(socket, before === maxAtOnce ? Number.POSITIVE_INFINITY : before + 1);
    if (before === maxAtOnce) {
      // Nothing more is read of it, while the answers before the refusal are still awaited.
      socket.pause();
      return 'refused';
    }
    response.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    return 'taken';
  };
}
