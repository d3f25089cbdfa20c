import { listen } from '../../api/http/listen.ts';
import { createOpsServer, type OpsServerOptions } from '../../telemetry/ops-server.ts';

export interface ListeningOpsServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts the server for operators on a port.
 * @param orNext in development a taken port gives way to the next free one
 */
export async function startOpsServer({
  host,
  port: wanted,
  orNext = false,
  ...options
}: OpsServerOptions & {
  readonly host: string;
  readonly port: number;
  readonly orNext?: boolean;
}): Promise<ListeningOpsServer> {
  const server = createOpsServer(options);
  const port = await listen(server, host, wanted, orNext);
  return {
    port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
