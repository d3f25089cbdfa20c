import { createServer, type AddressInfo } from 'node:net';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

/** A port of this machine that is free at the moment. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}

/**
 * Prepares the Temporal SDK for this process, once, before any worker: it logs where we log, leaves signals to us, and
 * measures its workers (`temporal_…`: task counts, latencies, slots, sticky cache), which `metrics` gives as text.
 */
export async function installTemporalRuntime(log: Logger): Promise<{ readonly metrics: () => Promise<string> }> {
  const bindAddress = `127.0.0.1:${await freePort()}`;
  Runtime.install({
    // Ctrl-C is ours: the SDK would drain its workers by itself while the API still serves.
    shutdownSignals: [],
    // What the SDK says of its own workers belongs into the log, not between the lines for a person.
    logger: new DefaultLogger('WARN', ({ level, message }) => {
      log.warn({ level }, message);
    }),
    telemetryOptions: {
      metrics: {
        prometheus: { bindAddress, countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true },
      },
    },
  });
  return {
    metrics: async () => {
      const response = await fetch(`http://${bindAddress}/metrics`);
      return response.ok ? await response.text() : '';
    },
  };
}
