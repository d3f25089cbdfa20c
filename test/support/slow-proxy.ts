import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A way to a server on this machine that can be made slow: what the server answers then comes `delay` milliseconds
 * later.
 */
export interface SlowProxy {
  readonly port: number;
  delay: number;
  /** How many pieces of answers were held back. */
  readonly heldBack: number;
  stop(): Promise<void>;
}

export async function startSlowProxy(target: number): Promise<SlowProxy> {
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.pipe(upstream);
    upstream.on('data', piece => {
      if (proxy.delay === 0) return void client.write(piece);
      proxy.heldBack += 1;
      // Timers of one length fire in the order in which they were set, so the pieces stay in theirs.
      setTimeout(() => {
        if (!client.destroyed) client.write(piece);
      }, proxy.delay);
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const proxy = {
    port: (server.address() as AddressInfo).port,
    delay: 0,
    heldBack: 0,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
  return proxy;
}
