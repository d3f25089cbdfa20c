import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FairSocket } from './fair-socket.ts';

const full = 'HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n';

function refuse(connection: FairSocket): void {
  connection.on('error', () => undefined);
  connection.write(full);
  connection.destroySoon();
}

/**
 * Keeps so many connections at most, whosever they are: behind a proxy all come from its address. Where one more comes,
 * the one that
 * has let us wait longest gives way: for its next request, or for the rest of the one that it began. Only where an
 * answer is being made for
 * every one of them is the new one refused.
 */
export function crowd(most: number): {
  readonly admit: (connection: FairSocket) => boolean;
  readonly asks: (request: IncomingMessage, response: ServerResponse) => void;
} {
  /** Those that waited longest come first; each with what it asks. */
  const open = new Map<unknown, Set<IncomingMessage>>();
  const makeRoom = (): boolean => {
    for (const [connection, asked] of open as Map<FairSocket, Set<IncomingMessage>>) {
      if ([...asked].some(({ complete }) => complete)) continue;
      open.delete(connection);
      // Whoever asks nothing is told nothing.
      if (asked.size === 0) connection.destroy();
      else refuse(connection);
      return true;
    }
    return false;
  };
  return {
    admit(connection) {
      if (open.size >= most && !makeRoom()) {
        refuse(connection);
        return false;
      }
      open.set(connection, new Set());
      connection.once('close', () => open.delete(connection));
      return true;
    },
    asks(request, response) {
      const { socket } = request;
      const asked = open.get(socket);
      asked?.add(request);
      response.once('close', () => {
        asked?.delete(request);
        // It begins to wait anew.
        if (asked && open.delete(socket)) open.set(socket, asked);
      });
    },
  };
}
