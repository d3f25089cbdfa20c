import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const triedPorts = 20;

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/**
 * Listens on the port, or with `orNext` on the next free one of twenty. Gives the port. 0 lets the system choose.
 * Throws with what to do when none is free.
 */
export async function listen(server: Server, host: string, port: number, orNext: boolean): Promise<number> {
  const last = orNext && port !== 0 ? Math.min(port + triedPorts - 1, 65_535) : port;
  for (let tried = port; tried <= last; tried += 1) {
    try {
      await listenOnce(server, host, tried);
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  throw new Error(
    `${last === port ? `Port ${port} is` : `The ports ${port} to ${last} are`} taken on ${host}. ` +
      'Free one, or name another port.',
  );
}

function listenOnce(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(error);
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve();
    });
  });
}
