import { Counter, Histogram, Registry } from 'prom-client';

/** What is measured of requests. Labels come from closed sets: no path, operation or code that a caller chose. */
export const httpMetrics = new Registry();

const requests = new Counter({
  name: 'shixian_http_requests_total',
  registers: [httpMetrics],
  labelNames: ['route', 'outcome'],
  help: 'Requests, by route (graphql, health, other) and outcome (served, with errors, refused, failed)',
});
const seconds = new Histogram({
  name: 'shixian_http_request_duration_seconds',
  registers: [httpMetrics],
  labelNames: ['route'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  help: "Time from the request's head to its answer",
});

const routeOf = (url = ''): string =>
  url.startsWith('/graphql') ? 'graphql' : url.startsWith('/health/') ? 'health' : 'other';

export function measured(url: string | undefined, outcome: string, milliseconds: number): void {
  const route = routeOf(url);
  requests.inc({ route, outcome });
  seconds.observe({ route }, milliseconds / 1_000);
}
