import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Figures of HTTP. Labels come from closed sets: no path, operation or code that a caller chose. */
export const httpMetrics = new Registry();

const requests = new Counter({
  name: 'shixian_http_requests_total',
  registers: [httpMetrics],
  labelNames: ['route', 'outcome'],
  help: 'Requests, by route (graphql, files, health, auth, other) and outcome (served, with errors, refused, failed)',
});
const seconds = new Histogram({
  name: 'shixian_http_request_duration_seconds',
  registers: [httpMetrics],
  labelNames: ['route'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  help: "Time from the request's head to its answer",
});
const dropped = new Counter({
  name: 'shixian_http_connections_dropped_total',
  registers: [httpMetrics],
  help: 'Connections that were closed at once because the process held as many as it may',
});

const streams = new Gauge({
  name: 'shixian_http_streams',
  registers: [httpMetrics],
  help: 'Streams of changes that are open (subscriptions)',
});

const routeOf = (url = ''): string =>
  url.startsWith('/graphql')
    ? 'graphql'
    : url.startsWith('/files')
      ? 'files'
      : url.startsWith('/health/')
        ? 'health'
        : url.startsWith('/auth/')
          ? 'auth'
          : 'other';

export function recordRequest(url: string | undefined, outcome: string, durationMs: number): void {
  const route = routeOf(url);
  requests.inc({ route, outcome });
  seconds.observe({ route }, durationMs / 1_000);
}

export const countDroppedConnection = (): void => {
  dropped.inc();
};

export const countStreams = (by: 1 | -1): void => {
  streams.inc(by);
};
