import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { HttpRefusal } from './refusal.ts';

/**
 * Requests of one connection that are under way at once. Neither browsers nor libraries send the next one before they
 * have the answer.
 */
const most = 16;

export const tooManyAtOnce = (): HttpRefusal =>
  new HttpRefusal(
    429,
    'TOO_MANY_AT_ONCE',
    `More than ${most} requests were sent over one connection before they were answered. Wait for the answers, or use several connections.`,
    { connection: 'close' },
  );

/**
 * Counts what one connection asks before it was answered: a single read from it may hold a thousand requests, all of
 * which would
 * run in one turn of the loop. The first too many is to be refused and ends the connection; what is behind it is
 * ignored.
 */
export function pipelines(): (request: IncomingMessage, response: ServerResponse) => 'taken' | 'refused' | 'ignored' {
  const underWay = new WeakMap<Socket, number>();
  return ({ socket }, response) => {
    const before = underWay.get(socket) ?? 0;
    if (before > most) return 'ignored';
    underWay.set(socket, before === most ? Number.POSITIVE_INFINITY : before + 1);
    if (before === most) {
      // Nothing more is read of it, while the answers before the refusal are still awaited.
      socket.pause();
      return 'refused';
    }
    response.once('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    return 'taken';
  };
}
