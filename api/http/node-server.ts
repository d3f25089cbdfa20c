import { createServer, type RequestListener, type Server } from 'node:http';
import type { Limits } from './limits.ts';
import { countDroppedConnection } from './metrics.ts';

/** How often Node looks for connections whose time is over. */
const checkIntervalMs = 1_000;

/**
 * Creates Node's HTTP server with Node's own limits on connections. Beyond `connections` Node closes each new one at
 * once, whosever it is: to share fairly among callers is the work of the proxy in front.
 */
export function createNodeServer(limits: Limits, listener: RequestListener): Server {
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: checkIntervalMs,
    },
    listener,
  );
  server.maxConnections = limits.connections;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  // Cuts callers who do not read their answers.
  server.timeout = limits.silenceTimeoutMs;
  server.on('drop', countDroppedConnection);
  return server;
}
