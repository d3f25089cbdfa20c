import { WorkflowNotFoundError } from '@temporalio/client';
import type { Entry } from '../../domain/log/chain.ts';
import type { ActRequest, CaseInput, Reply } from '../../domain/host/protocol.ts';
import type { CommandContext } from '../../commands/context.ts';
import { grpcStatus, hasGrpcStatus } from '../../telemetry/safe-error.ts';

interface Payloads {
  readonly payloads?: readonly { readonly data?: Uint8Array | null }[] | null;
}

/** Our own JSON, as the default converter writes it; anything else is not ours and says nothing. */
function* valuesOf(found: Payloads | null | undefined): Generator<unknown> {
  for (const { data } of found?.payloads ?? []) {
    try {
      yield JSON.parse(Buffer.from(data ?? []).toString());
    } catch {
      /* not ours */
    }
  }
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && 'seq' in value && 'text' in value && 'hash' in value;
const entriesIn = (value: unknown): readonly Entry[] => {
  const { entries, kept } = (value ?? {}) as Partial<Pick<Reply, 'entries'> & CaseInput>;
  return [...(Array.isArray(entries) ? entries : []), ...(Array.isArray(kept?.tail) ? kept.tail : [])].filter(isEntry);
};

function beganWith(procedure: string | null | undefined, value: unknown): InHistory['began'] {
  const { kept, offset } = (value ?? {}) as Partial<CaseInput>;
  const number = kept?.state?.number;
  return procedure && number ? { procedure, number, timeOffset: offset ?? 0 } : undefined;
}

const isAsking = (value: unknown): value is ActRequest =>
  typeof value === 'object' && value !== null && 'key' in value && 'payload' in value && 'asked' in value;

/** What Temporal keeps of a case beyond a revision. */
export interface InHistory {
  readonly entries: readonly Entry[];
  /** The acts that its runs accepted. */
  readonly asked: readonly ActRequest[];
  /** Of its latest run: how it was started. */
  readonly began?: { readonly procedure: string; readonly number: string; readonly timeOffset: number };
}

/**
 * The events of a case after `revision` that Temporal still keeps: in what its runs began with, replied, and had
 * written. Of its latest run and those before it, as far back as needed and kept. Not known: events that nobody was
 * told and nobody wrote.
 */
export async function readHistory({ client }: CommandContext, caseId: string, revision: number): Promise<InHistory> {
  const found = new Map<number, Entry>();
  const asked: ActRequest[] = [];
  let began: InHistory['began'];
  let runId: string | undefined;
  do {
    const { events } = await client.workflow
      .getHandle(caseId, runId)
      .fetchHistory()
      .catch((error: unknown) => {
        // A run whose history is no longer kept is as good as none.
        if (error instanceof WorkflowNotFoundError || hasGrpcStatus(error, grpcStatus.notFound)) return { events: [] };
        throw error;
      });
    let before: string | undefined;
    const run = new Map<number, Entry>();
    for (const event of events ?? []) {
      const started = event.workflowExecutionStartedEventAttributes;
      before ??= started?.continuedExecutionRunId || undefined;
      if (started) began ??= beganWith(started.workflowType?.name, [...valuesOf(started.input)][0]);
      const values = [
        started?.input,
        event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.success,
        event.activityTaskScheduledEventAttributes?.input,
      ];
      for (const value of values.flatMap(each => [...valuesOf(each)]))
        for (const entry of entriesIn(value)) run.set(entry.seq, entry);
      for (const value of valuesOf(event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.args))
        if (isAsking(value)) asked.push(value);
    }
    // A later run began with what the one before it kept.
    for (const [seq, entry] of run) if (seq > revision && !found.has(seq)) found.set(seq, entry);
    runId = before;
  } while (runId !== undefined && found.size > 0);
  return { entries: [...found.values()].toSorted((a, b) => a.seq - b.seq), asked, ...(began && { began }) };
}
