import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { WorkflowClientInterceptor } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { ActivityInterceptorsFactory, InjectedSinks } from '@temporalio/worker';
import { withSpan } from './span.ts';
import type { ConnectOptions } from '../db/client.ts';
import type { traceHeader, TraceSinks } from '../workflows/tracing.ts';

const tracer = trace.getTracer('shixian');

/** The header that `workflows/tracing.ts` reads; a value of another name does not compile. */
const header: typeof traceHeader = '_tracer-data';

export interface TracingOptions {
  readonly endpoint: URL;
  /** `name=value,name=value`, as OpenTelemetry writes them. */
  readonly headers?: string | undefined;
  readonly service: string;
}

/** The interceptors of a process that is traced. */
export interface Tracing {
  readonly onQuery: NonNullable<ConnectOptions['onQuery']>;
  readonly client: WorkflowClientInterceptor;
  readonly activity: ActivityInterceptorsFactory;
  /** Sends what is left. */
  stop(): Promise<void>;
}

/** The settings of tracing, by OpenTelemetry's own names. */
interface TracingSettings {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: URL | undefined;
  readonly OTEL_EXPORTER_OTLP_HEADERS?: string | undefined;
  readonly OTEL_SERVICE_NAME?: string | undefined;
}

/** Starts tracing where the settings name a collector; undefined, and nothing is intercepted, where they do not. */
export const startTracingFrom = (settings: TracingSettings, service: string): Tracing | undefined =>
  settings.OTEL_EXPORTER_OTLP_ENDPOINT &&
  startTracing({
    endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
    headers: settings.OTEL_EXPORTER_OTLP_HEADERS,
    service: settings.OTEL_SERVICE_NAME ?? service,
  });

/** Traces this process and sends the spans to a collector, OTLP over HTTP. Once a process. */
function startTracing({ endpoint, headers = '', service }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({
    url: new URL('v1/traces', endpoint.href.endsWith('/') ? endpoint : `${endpoint.href}/`).href,
    headers: Object.fromEntries(
      headers
        .split(',')
        .filter(Boolean)
        .map(each => [
          each.slice(0, each.indexOf('=')).trim(),
          decodeURIComponent(each.slice(each.indexOf('=') + 1).trim()),
        ]),
    ),
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return { onQuery: querySpan, client: clientSpans, activity: activitySpans, stop: () => provider.shutdown() };
}

/**
 * A span for a statement, when it is over; only below something that is traced: what loops ask every second is nobody's
 * trace. The text holds no values.
 */
const querySpan: Tracing['onQuery'] = ({ statement, milliseconds, failed }) => {
  if (!trace.getActiveSpan()) return;
  const now = Date.now();
  const verb = /[a-z]+/i.exec(statement)?.[0].toUpperCase() ?? 'SQL';
  const span = tracer.startSpan(`SQL ${verb}`, {
    kind: SpanKind.CLIENT,
    startTime: now - milliseconds,
    attributes: { 'db.system.name': 'postgresql', 'db.query.text': statement },
  });
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(now);
};

/** Updates and starts of runs; an update takes the trace with it into the run. */
const clientSpans: WorkflowClientInterceptor = {
  startUpdate: (input, next) =>
    withSpan(
      `Temporal update ${input.updateName}`,
      { 'temporal.workflow.id': input.workflowExecution.workflowId ?? '' },
      () => {
        const carrier = {};
        propagation.inject(context.active(), carrier);
        return next({
          ...input,
          headers: { ...input.headers, [header]: defaultPayloadConverter.toPayload(carrier) },
        });
      },
    ),
  startWithDetails: (input, next) =>
    withSpan(`Temporal start ${input.workflowType}`, { 'temporal.workflow.id': input.options.workflowId }, () =>
      next(input),
    ),
};

/** Activities are what time did: each is a trace of its own. */
const activitySpans: ActivityInterceptorsFactory = ({ info }) => ({
  inbound: {
    execute: (input, next) =>
      withSpan(
        `Temporal activity ${info.activityType}`,
        {
          'temporal.workflow.id': info.workflowExecution?.workflowId ?? '',
          'temporal.run.id': info.workflowExecution?.runId ?? '',
          'temporal.activity.attempt': info.attempt,
        },
        () => next(input),
      ),
  },
});

/**
 * Makes spans of what a run tells of an update; without tracing they are nothing. They have no length: a run's clock
 * stands still during a task.
 */
export const traceSinks: InjectedSinks<TraceSinks> = {
  trace: {
    noted: {
      callDuringReplay: false,
      fn: ({ workflowId, runId, workflowType }, part, outcome, update, carrier) => {
        const attributes = {
          'temporal.workflow.id': workflowId,
          'temporal.run.id': runId,
          'temporal.workflow.type': workflowType,
          'shixian.outcome': outcome,
        };
        tracer
          .startSpan(`Temporal ${part} ${update}`, { attributes }, propagation.extract(ROOT_CONTEXT, carrier))
          .end();
      },
    },
  },
};
