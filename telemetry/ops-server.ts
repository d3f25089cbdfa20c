import { createServer, type Server } from 'node:http';
import { Registry } from 'prom-client';
import { createReadiness, canServe, type Checks } from './readiness.ts';

export interface OpsServerOptions {
  readonly registries: readonly Registry[];
  /** More text in Prometheus' format, such as what the Temporal SDK measures. */
  readonly more?: () => Promise<string>;
  readonly ready: Checks;
}

/**
 * Creates the server for operators: `/metrics` for Prometheus, `/health/live`, `/health/ready`. It listens on a port of
 * its own that stays inside.
 */
export function createOpsServer({ registries, more = () => Promise.resolve(''), ready }: OpsServerOptions): Server {
  const all = Registry.merge([...registries]);
  const isReady = createReadiness(ready);
  const pages: Readonly<
    Record<string, () => Promise<{ readonly status: number; readonly body: string; readonly type: string }>>
  > = {
    '/metrics': async () => ({ status: 200, body: `${await all.metrics()}${await more()}`, type: all.contentType }),
    '/health/live': () => Promise.resolve({ status: 200, body: '{"status":"live"}', type: 'application/json' }),
    '/health/ready': async () => {
      const found = await isReady();
      return { status: canServe(found) ? 200 : 503, body: JSON.stringify(found), type: 'application/json' };
    },
  };
  return createServer({ headersTimeout: 5_000, requestTimeout: 10_000 }, (request, response) => {
    const page = request.method === 'GET' ? pages[(request.url ?? '').split('?', 1)[0] ?? ''] : undefined;
    if (!page) return void response.writeHead(404).end();
    page().then(
      ({ status, body, type }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
      },
      () => {
        response.writeHead(500).end();
      },
    );
  });
}
