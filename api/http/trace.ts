import type { IncomingMessage } from 'node:http';
import {
  context,
  INVALID_SPAN_CONTEXT,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
} from '@opentelemetry/api';
import { defined } from '../../domain/defined.ts';

const tracer = trace.getTracer('shixian');
const untraced = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/**
 * Runs `answer` in a span with the request's id, below the caller's own if they sent `traceparent`. Probes and pages
 * are not traced.
 */
export function traceRequest<T>(
  request: IncomingMessage,
  requestId: string,
  answer: (span: Span) => Promise<T>,
): Promise<T> {
  if (!request.url?.startsWith('/graphql')) return answer(untraced);
  const caller = propagation.extract(context.active(), request.headers);
  const attributes = {
    'http.request.method': request.method ?? '',
    'http.route': '/graphql',
    'shixian.request_id': requestId,
  };
  return tracer.startActiveSpan('POST /graphql', { kind: SpanKind.SERVER, attributes }, caller, span =>
    answer(span).finally(() => {
      span.end();
    }),
  );
}

/** Writes into the span what came of a request: the operation's kind and name, never what was sent beside it. */
export function describeSpan(
  span: Span,
  status: number,
  {
    kind,
    operation,
    codes,
  }: { readonly kind?: string; readonly operation?: string; readonly codes?: readonly string[] },
): void {
  if (!span.isRecording()) return;
  span.setAttributes({
    'http.response.status_code': status,
    ...defined({ 'graphql.operation.type': kind, 'graphql.operation.name': operation }),
  });
  if (codes) span.setAttribute('shixian.error_codes', [...codes]);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}

/** The id by which the log finds the trace, while there is one. */
export const traceIdOf = (span: Span): { readonly traceId?: string } =>
  span.isRecording() ? { traceId: span.spanContext().traceId } : {};
