import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { describeError } from '../../telemetry/safe-error.ts';
import { refusalBody, requestIdOf, send, type Answer } from './answer.ts';
import type { ByteBudget } from './byte-budget.ts';
import { compress } from './compression.ts';
import { corsHeaders, type IsAllowedOrigin } from './cors.ts';
import { createHolding } from './holding.ts';
import type { LoggedRequest } from './graphql-route.ts';
import { recordRequest } from './metrics.ts';
import { refusalOf } from '../../domain/refusal.ts';
import type { Language } from '../../domain/language.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { headersOfLanguage, languageOfRequest } from './language.ts';
import { CallerGone, HttpRefusal } from './refusal.ts';
import { createRefusedLines } from './refused-lines.ts';
import type { Route } from './router.ts';
import { describeSpan, traceIdOf, traceRequest } from './trace.ts';
import { refusalWhileAway, serverBusy } from './unavailable.ts';

export interface ResponderOptions {
  readonly route: Route;
  readonly log: Logger;
  readonly budget: ByteBudget;
  readonly isStopping: () => boolean;
  /** Whether pages of an origin may call the API. */
  readonly isAllowedOrigin: IsAllowedOrigin;
}

/** Answers one request; `refusal` if it was refused already by its head. */
export type Respond = (request: IncomingMessage, response: ServerResponse, refusal?: HttpRefusal) => Promise<void>;

/** Makes the function that answers requests, each traced, logged and counted. */
export function createResponder({ route, log, budget, isStopping, isAllowedOrigin }: ResponderOptions): Respond {
  const lineOfRefused = createRefusedLines();
  const holdBack = createHolding();
  return async (request, response, refusal) => {
    const began = performance.now();
    const requestId = requestIdOf(request);
    await traceRequest(request, requestId, async span => {
      const requestLog = log.child({ requestId, ...traceIdOf(span) });
      const logged: LoggedRequest = {};
      let holdMs = 0;
      const answerOf = (refused: HttpRefusal): Answer => {
        logged.codes = [refused.code];
        holdMs = refused.holdMs;
        return answerOfRefusal(refused, requestId, languageOfRequest(request));
      };
      let answer: Answer;
      try {
        answer = refusal
          ? answerOf(refusal)
          : await compress(request, await route(request, requestId, requestLog, logged));
      } catch (error) {
        if (error instanceof CallerGone) return;
        if (!(error instanceof HttpRefusal)) requestLog.error({ fault: describeError(error) }, 'a request failed');
        answer = answerOf(refusalFor(error, requestId));
      }
      if (!refusal && !budget.hold(Buffer.byteLength(answer.body), response)) answer = answerOf(serverBusy());
      await holdBack(isStopping() ? 0 : holdMs);
      if (isStopping()) response.setHeader('connection', 'close');
      send(request, response, requestId, withHeaders(answer, corsHeaders(request, isAllowedOrigin)));
      describeSpan(span, answer.status, logged);
      const outcome = outcomeOf(answer.status, logged);
      const durationMs = performance.now() - began;
      recordRequest(request.url, outcome, durationMs);
      // Probes come every few seconds; only what they find wrong is worth a line.
      if (request.url?.startsWith('/health/') && answer.status < 400) return;
      const withoutLine = outcome === 'refused' ? lineOfRefused() : 0;
      if (withoutLine === undefined) return;
      requestLog.info(
        {
          ...logged,
          status: answer.status,
          outcome,
          durationMs: Math.round(durationMs),
          ...(withoutLine > 0 && { withoutLine }),
        },
        'answered',
      );
    });
  };
}

/** Names of `vary` are added to those that are there. */
const withHeaders = (answer: Answer, more: Readonly<Record<string, string>>): Answer => {
  const vary = [answer.headers?.['vary'], answer.headers?.['content-encoding'] && 'Accept-Encoding', more['vary']];
  const names = vary.flatMap(each => each ?? []).filter(each => each !== '');
  const headers = { ...answer.headers, ...more, ...(names.length > 0 && { vary: names.join(', ') }) };
  return { ...answer, headers };
};

const refusalFor = (error: unknown, requestId: string): HttpRefusal =>
  error instanceof HttpRefusal
    ? error
    : (refusalWhileAway(error) ?? new HttpRefusal(500, 'INTERNAL', refusalOf('http.fault', { requestId })));

const answerOfRefusal = (
  { status, code, headers, told }: HttpRefusal,
  requestId: string,
  language: Language,
): Answer => ({
  status,
  headers: { ...headers, ...headersOfLanguage(language) },
  body: refusalBody(refusalText(told, language), code, requestId),
});

const outcomeOf = (status: number, { codes }: LoggedRequest): string => {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return codes ? 'with errors' : 'served';
};
