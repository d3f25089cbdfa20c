import {
  ApplicationFailure,
  defaultPayloadConverter,
  proxySinks,
  type Sinks,
  type UpdateInput,
  type WorkflowInterceptorsFactory,
} from '@temporalio/workflow';

/** Where Temporal's SDKs carry a trace's context. */
export const traceHeader = '_tracer-data';
/** A trace's context as W3C headers. */
export type Carrier = Readonly<Record<string, string>>;

/** What a run tells its worker of traced updates; the worker makes spans of it. */
export interface TraceSinks extends Sinks {
  trace: { noted(part: 'validator' | 'handler', outcome: string, update: string, carrier: Carrier): void };
}

const { trace } = proxySinks<TraceSinks>();

const carrierOf = ({ headers }: UpdateInput): Carrier | undefined => {
  const payload = headers[traceHeader];
  return payload && defaultPayloadConverter.fromPayload<Carrier>(payload);
};

/**
 * Ties a run's part of an update to the trace of whoever sent it. Only looks on: nothing is awaited and no command is
 * added, so a history replays alike with and without, and an update without a trace costs one look.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  inbound: [
    {
      validateUpdate(input, next) {
        const carrier = carrierOf(input);
        if (!carrier) return next(input);
        try {
          next(input);
          trace.noted('validator', 'accepted', input.name, carrier);
        } catch (error) {
          trace.noted(
            'validator',
            error instanceof ApplicationFailure ? (error.type ?? 'failed') : 'failed',
            input.name,
            carrier,
          );
          throw error;
        }
      },
      handleUpdate(input, next) {
        const handled = next(input);
        const carrier = carrierOf(input);
        if (carrier) trace.noted('handler', 'applied', input.name, carrier);
        return handled;
      },
    },
  ],
});
