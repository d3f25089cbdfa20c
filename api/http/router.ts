import type { IncomingMessage } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import type { Answer } from './answer.ts';
import { pathOf } from './body.ts';
import { isFilesPath } from './files/paths.ts';
import { frontPage } from './front-page.ts';
import { answerPreflight, type IsAllowedOrigin } from './cors.ts';
import { graphiqlPage } from './graphiql.ts';
import type { DevelopmentPerson } from './person-picker.ts';
import type { LoggedRequest } from './graphql-route.ts';
import type { Rates } from './rates.ts';
import type { BrowserRoutes } from './sign-in/routes.ts';
import { canServe, type Readiness } from '../../telemetry/readiness.ts';
import { HttpRefusal } from './refusal.ts';
import { refusalOf } from '../../domain/refusal.ts';

export type Route = (
  request: IncomingMessage,
  requestId: string,
  log: Logger,
  logged: LoggedRequest,
) => Promise<Answer>;

/** Routes a request by its path: GraphQL, health, signing in, pages of development. Throws HttpRefusal with 404. */
export function createRouter(parts: {
  readonly graphql: Route;
  /** The route of an export, by its path; none of another one. */
  readonly exported: (path: string) => Route | undefined;
  readonly readiness: () => Promise<Readiness>;
  readonly isStopping: () => boolean;
  readonly pages: ReadonlyMap<string, Answer>;
  readonly browser: BrowserRoutes;
  readonly rates: Rates | undefined;
  readonly isAllowedOrigin: IsAllowedOrigin;
  /** Absent where no files are taken. */
  readonly files: ((request: IncomingMessage, path: string) => Promise<Answer>) | undefined;
}): Route {
  return async (request, requestId, log, logged) => {
    const path = pathOf(request);
    if (!path.startsWith('/health/')) await parts.rates?.count(request);
    const isOpen = path === '/graphql' || isFilesPath(path) || path.startsWith('/export/');
    const preflight = isOpen ? answerPreflight(request, parts.isAllowedOrigin) : undefined;
    if (preflight) return preflight;
    if (parts.files && isFilesPath(path)) return parts.files(request, path);
    if (path === '/graphql') return parts.graphql(request, requestId, log, logged);
    const browserRoute = parts.browser.get(`${request.method} ${path}`);
    if (browserRoute) return browserRoute(request);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const exported = request.method === 'GET' ? parts.exported(path) : undefined;
    if (exported) return exported(request, requestId, log, logged);
    const page = parts.pages.get(path);
    if (isRead && page) return page;
    if (isRead && path === '/health/live') return { status: 200, body: '{"status":"live"}' };
    if (isRead && path === '/health/ready') return readyAnswer(await parts.readiness(), parts.isStopping());
    throw new HttpRefusal(404, 'NOT_FOUND', refusalOf('http.nothingHere', {}));
  };
}

const readyAnswer = (found: Readiness, isStopping: boolean): Answer => ({
  status: canServe(found) && !isStopping ? 200 : 503,
  body: JSON.stringify(isStopping ? { ...found, status: 'stopping' } : found),
});

/** Makes the pages that only a developer's own machine serves. */
export function developmentPages(
  keys: URL | JSONWebKeySet,
  people: readonly DevelopmentPerson[] = [],
): ReadonlyMap<string, Answer> {
  const pages = new Map<string, Answer>([
    ['/', frontPage],
    ['/graphiql', graphiqlPage(people)],
  ]);
  if (!(keys instanceof URL)) pages.set('/.well-known/jwks.json', { status: 200, body: JSON.stringify(keys) });
  return pages;
}
