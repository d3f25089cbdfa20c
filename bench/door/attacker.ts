/** One flood as a process of its own, from an address of its own: over TLS to the proxy, or straight to the API. */
import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect } from 'node:tls';
import { floods } from '../http/floods.ts';

export interface Order {
  readonly flood: string;
  readonly port: number;
  readonly tls: boolean;
  readonly localAddress: string;
  readonly connections: number;
  readonly durationMs: number;
  /** Whether it comes before the rest of the machine, though behind those that it attacks. */
  readonly isAhead: boolean;
}

async function open({ port, tls, localAddress }: Order): Promise<Socket> {
  const place = { host: '127.0.0.1', port, localAddress };
  const socket = tls ? connect({ ...place, servername: 'localhost', rejectUnauthorized: false }) : connectPlain(place);
  await once(socket, tls ? 'secureConnect' : 'connect');
  socket.on('error', () => undefined);
  return socket;
}

process.once('message', (order: Order) => {
  const flood = floods.find(({ name }) => name === order.flood);
  const end = performance.now() + order.durationMs;
  void (async () => {
    // Some floods are over before their time: they begin again.
    while (flood && performance.now() < end)
      await flood.run({ port: order.port, open: () => open(order) }, order.connections, end - performance.now());
    process.exit();
  })();
});
