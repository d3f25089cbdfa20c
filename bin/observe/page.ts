import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { readiness, serves, type Checks } from '../../api/http/health.ts';
import { listen } from '../../api/http/listen.ts';

export interface PageOptions {
  readonly host: string;
  readonly port: number;
  /** In development a taken port gives way to the next free one. */
  readonly orNext?: boolean;
  readonly registries: readonly Registry[];
  /** More text in Prometheus' format, such as what the Temporal SDK measures. */
  readonly more?: () => Promise<string>;
  readonly ready: Checks;
}

/**
 * For operators, on a port of its own that stays inside: `/metrics` for Prometheus, `/health/live`, `/health/ready`.
 */
export async function startPage({
  host,
  port,
  orNext = false,
  registries,
  more = () => Promise.resolve(''),
  ready,
}: PageOptions): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const all = Registry.merge([...registries]);
  const isReady = readiness(ready);
  const answers: Readonly<
    Record<string, () => Promise<{ readonly status: number; readonly body: string; readonly type: string }>>
  > = {
    '/metrics': async () => ({ status: 200, body: `${await all.metrics()}${await more()}`, type: all.contentType }),
    '/health/live': () => Promise.resolve({ status: 200, body: '{"status":"live"}', type: 'application/json' }),
    '/health/ready': async () => {
      const found = await isReady();
      return { status: serves(found) ? 200 : 503, body: JSON.stringify(found), type: 'application/json' };
    },
  };
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, (request, response) => {
    const answer = request.method === 'GET' ? answers[(request.url ?? '').split('?', 1)[0] ?? ''] : undefined;
    if (!answer) return void response.writeHead(404).end();
    answer().then(
      ({ status, body, type }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
      },
      () => {
        response.writeHead(500).end();
      },
    );
  });
  await listen(server, host, port, orNext);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
