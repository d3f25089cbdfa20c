import { defined } from '../domain/defined.ts';
import { ApplicationFailure, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { receivedAt } from '../db/cases/cases.ts';
import type { CommandRow, KnownCase } from '../db/commands/command-row.ts';
import { sinceReceipt } from '../domain/calendar/trim-calendar.ts';
import type { Command } from '../domain/case/command.ts';
import type { ActUpdate, ActRequest, CaseInput, Rejection, RejectionDetails, Reply } from '../domain/host/protocol.ts';
import { readRefusal, type Refusal } from '../domain/refusal.ts';
import { versionsNamed } from './calendars.ts';
import type { CommandContext } from './context.ts';

/** What a run says to a command, or what keeps it from saying anything. */
export type Delivery =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'refused'; readonly refused: Refusal; readonly unwritten?: Reply }
  /** The run knows more than we read. */
  | { readonly kind: 'stale' }
  /** That run decides on another past. */
  | { readonly kind: 'otherPast'; readonly type: 'Ahead' | 'Forked'; readonly runId: string }
  | { readonly kind: 'noRun' }
  /** `again`: worth another try soon; otherwise the fault must be found first. */
  | { readonly kind: 'unknown'; readonly why: string; readonly again: boolean };

const act: ActUpdate = 'act';

/** Asks the case's run to carry out a command; gives up at `deadline` (milliseconds since the epoch). */
export async function deliver(
  context: CommandContext,
  command: CommandRow,
  known: KnownCase,
  deadline: number,
): Promise<Delivery> {
  const { client } = context;
  const asked = JSON.parse(command.payload) as Command;
  const asking: ActRequest = {
    key: command.key,
    actor: command.actor,
    payload: command.payload,
    ...defined({ request: command.request, cause: command.cause }),
    ...(asked.type === 'recompute' && { calendars: await calendarsFor(context, command.caseId, versionsNamed(asked)) }),
    asked: command.askedAt + command.caseOffset,
    since: known.revision,
    head: known.head,
  };
  try {
    const handle = client.workflow.getHandle(command.caseId);
    const reply = await client.withDeadline(deadline, () =>
      handle.executeUpdate<Reply, [ActRequest]>(act, { updateId: command.key, args: [asking] }),
    );
    return { kind: 'reply', reply };
  } catch (error) {
    return deliveryOf(error);
  }
}

/** The versions' part that the case needs: a run has no database to read them from. */
async function calendarsFor(
  { db, calendars }: CommandContext,
  caseId: string,
  versions: readonly string[],
): Promise<CaseInput['calendars']> {
  await calendars.load(versions);
  const received = await receivedAt(db, caseId);
  if (received === undefined) return {};
  const known = versions.flatMap(version => calendars.get(version) ?? []);
  return Object.fromEntries(known.map(({ data }) => [data.version, sinceReceipt(data, received)]));
}

function deliveryOf(error: unknown): Delivery {
  if (error instanceof WorkflowNotFoundError) return { kind: 'noRun' };
  const failure = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  if (!(failure instanceof ApplicationFailure)) return { kind: 'unknown', why: String(error), again: true };
  const details = failure.details?.[0] as RejectionDetails | undefined;
  // Only our own validator names its run: anything else says nothing about the act. (P18)
  if (!details?.runId) return { kind: 'unknown', why: failure.message, again: true };
  switch (failure.type as Rejection) {
    case 'Refused': {
      const refused = readRefusal(details.refusal);
      return refused
        ? { kind: 'refused', refused, ...defined({ unwritten: details.unwritten }) }
        : { kind: 'unknown', why: failure.message, again: false };
    }
    case 'Stale':
      return { kind: 'stale' };
    case 'Ahead':
    case 'Forked':
      return { kind: 'otherPast', type: failure.type as 'Ahead' | 'Forked', runId: details.runId };
    case 'AskAgain':
      return { kind: 'unknown', why: failure.message, again: true };
    case 'Fault':
      return { kind: 'unknown', why: failure.message, again: false };
  }
}
