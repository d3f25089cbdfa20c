import { createServer } from 'node:net';

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });

/**
 * For each wished port the next free one on 127.0.0.1, counting upwards; no port twice. Never above 32767: Temporal
 * keeps its members' ports in a 16-bit column, and the system hands out those above to outgoing connections.
 */
export async function freePorts(wished: readonly number[]): Promise<number[]> {
  const chosen: number[] = [];
  for (const wish of wished) {
    let port = wish;
    while (chosen.includes(port) || !(await isFree(port))) {
      port += 1;
      if (port > 32_767)
        throw new Error(
          `No free port on 127.0.0.1 from ${wish} to 32767. Stop what uses them, or ask for a lower port.`,
        );
    }
    chosen.push(port);
  }
  return chosen;
}
