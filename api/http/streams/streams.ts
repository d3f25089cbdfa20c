import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';
import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  getOperationAST,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
} from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Language } from '../../../domain/language.ts';
import { refusalOf } from '../../../domain/refusal.ts';
import { refusalText } from '../../../domain/words/refusals.ts';
import { describeError } from '../../../telemetry/safe-error.ts';
import type { Answer } from '../answer.ts';
import { callerAddress } from '../caller-address.ts';
import { formatErrors } from '../errors.ts';
import type { Route } from '../graphql-route.ts';
import type { Limits } from '../limits.ts';
import { countStreams } from '../metrics.ts';
import type { Params } from '../params.ts';
import { HttpRefusal } from '../refusal.ts';
import type { Stay } from '../sign-in/sign-in.ts';
import { refusalWhileAway } from '../unavailable.ts';
import { createValidation } from '../validation.ts';
import { faultsOfVariables } from '../variables.ts';
import { complete, eventOf } from './events.ts';
import { createInTurn } from './in-turn.ts';
import { createPlaces } from './places.ts';
import { openSitting, type Sitting } from './sitting.ts';
import { writeEvents } from './write-events.ts';

/** Pieces of work for streams that one process does at once: the rest of its time is left to whoever asks. */
const atOnce = 4;

/** Proxies neither keep events nor compress them: both would hold them back. */
const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** A subscription as it came. */
export interface Subscribed {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly log: Logger;
  readonly language: Language;
  readonly params: Params;
  readonly document: DocumentNode;
  readonly stay: Stay | undefined;
}

export interface StreamsOptions extends Pick<Route, 'schema' | 'contextOf' | 'production'> {
  readonly limits: Limits;
  readonly trustedProxies: BlockList;
}

export interface Streams {
  /** Answers a subscription with events for as long as the caller stays. Throws HttpRefusal. */
  answer(subscribed: Subscribed): Promise<Answer>;
  /** Ends all of them: their callers connect to another process, or to this one when it is there again. */
  stop(): void;
}

/** Makes the streams of one process. */
export function createStreams({ schema, contextOf, production, limits, trustedProxies }: StreamsOptions): Streams {
  const takePlace = createPlaces(limits);
  const inTurn = createInTurn(atOnce);
  const open = new Set<Sitting>();
  const validate = createValidation(production, limits.errors);
  const faultsOf = ({ document, params: { operationName, variables = {} } }: Subscribed): readonly GraphQLError[] => {
    const faults = validate(schema, document);
    return faults.length > 0 ? faults : faultsOfVariables(schema, document, operationName, variables, limits.errors);
  };
  const start = async (subscribed: Subscribed, sitting: Sitting): Promise<AsyncIterable<string>> => {
    const { document, params, language, requestId, log } = subscribed;
    const args = { schema, document, variableValues: params.variables, operationName: params.operationName };
    const contextNow = () => contextOf({ viewer: sitting.viewer(), watch: sitting.watch, language, requestId, log });
    const source = await createSourceEventStream({ ...args, contextValue: await contextNow() });
    const format = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
      formatErrors(errors, 'BAD_REQUEST', { requestId, language, log });
    return eventsOf(source, subscribed, sitting, format, told =>
      inTurn(async () => execute({ ...args, contextValue: await contextNow(), rootValue: told })),
    );
  };
  return {
    async answer(subscribed) {
      const { request, requestId, log, language, stay } = subscribed;
      if (stay === undefined)
        throw new HttpRefusal(401, 'UNAUTHENTICATED', refusalOf('request.needsToken', { what: placeOf(subscribed) }));
      const faults = faultsOf(subscribed);
      if (faults.length > 0) {
        const errors = formatErrors(faults, 'BAD_REQUEST', { requestId, language, log });
        return { status: 400, body: JSON.stringify({ errors }) };
      }
      const freePlace = takePlace(stay.viewer.person, callerAddress(request, trustedProxies));
      const sitting = openSitting(request, stay, inTurn, () => {
        open.delete(sitting);
        countStreams(-1);
        freePlace();
      });
      open.add(sitting);
      countStreams(1);
      const events = await start(subscribed, sitting).catch((error: unknown) => {
        sitting.end();
        throw error;
      });
      return {
        status: 200,
        body: '',
        headers: eventHeaders,
        stream: response => {
          response.once('close', () => sitting.end());
          if (response.destroyed) sitting.end();
          void writeEvents(response, events, { everyMs: limits.heartbeatMs, patienceMs: limits.streamPatienceMs })
            .catch((error: unknown) => {
              log.error({ fault: describeError(error) }, 'a stream failed');
              response.destroy();
            })
            .finally(() => sitting.end());
        },
      };
    },
    stop() {
      for (const sitting of open) sitting.end();
    },
  };
}

/** What is subscribed to, as a place of the schema. */
function placeOf({ document, params }: Subscribed): string {
  const selections = getOperationAST(document, params.operationName)?.selectionSet.selections ?? [];
  const field = selections.find(each => each.kind === Kind.FIELD);
  return `Subscription.${field?.name.value ?? ''}`;
}

/**
 * Each thing that is told as an event, in what the caller may see by then. What ends the stream for good is told last;
 * after a fault that passes the connection breaks off instead, so that the caller connects anew and misses nothing.
 */
async function* eventsOf(
  source: AsyncIterable<unknown> | ExecutionResult,
  { language, requestId }: Subscribed,
  sitting: Sitting,
  format: (errors: readonly GraphQLError[]) => GraphQLFormattedError[],
  resultOf: (told: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<string> {
  if (!isAsyncIterable(source)) {
    yield eventOf({ errors: format(source.errors ?? []) });
    yield complete;
    return;
  }
  try {
    for await (const told of source as AsyncIterable<{ readonly cursor: string }>) {
      const { errors, data } = await resultOf(told);
      yield eventOf({ data, ...(errors && { errors: format(errors) }) }, told.cursor);
    }
  } catch (error) {
    if (refusalWhileAway(error)) return;
    if (error instanceof HttpRefusal) sitting.end(error);
    else yield eventOf({ errors: format([new GraphQLError('failed', { originalError: error as Error })]) });
    if (!(error instanceof HttpRefusal)) yield complete;
  }
  const reason = sitting.endedBy();
  if (reason === undefined) return;
  const { code, told } = reason;
  yield eventOf({ errors: [{ message: refusalText(told, language), extensions: { code, requestId } }] });
  yield complete;
}
