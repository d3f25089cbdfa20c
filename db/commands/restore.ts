import type { Instant } from '../../domain/calendar/day.ts';
import type { Actor } from '../../domain/values.ts';
import type { Db } from '../client.ts';
import { iso } from '../values.ts';

/** An act as a run accepted it, whose row the database lost. `asked`: in the case's time. */
export interface LostCommand {
  readonly key: string;
  readonly actor: Actor;
  readonly payload: string;
  readonly request?: string;
  /** Of a command that another case wrote: `sender/seq/n`. */
  readonly cause?: string;
  readonly asked: Instant;
}

/** The columns that say which event of the sender wrote a command, and which of its commands it is. */
function senderOf(cause: string | undefined): { readonly sender_seq: number; readonly sender_n: number } {
  const [, seq, n] = /\/(\d+)\/(\d+)$/.exec(cause ?? '') ?? [];
  return { sender_seq: Number(seq ?? 0), sender_n: Number(n ?? 0) };
}

interface OfCase {
  readonly caseId: string;
  readonly procedure: string;
  readonly timeOffset: number;
}
const commandRowOf = (
  { key, actor, payload, request, cause, asked }: LostCommand,
  { caseId, procedure, timeOffset }: OfCase,
) => ({
  key,
  case_id: caseId,
  procedure,
  begins: false,
  actor: JSON.stringify(actor),
  payload,
  request_id: request ?? null,
  asked_at: iso(asked - timeOffset),
  case_offset_ms: timeOffset,
  attempt: 1,
  taken_at: iso(Date.now()),
  ...senderOf(cause),
});

/**
 * Writes rows of acts again, unanswered: whoever projects their events answers them. A row that is there stays as it
 * is.
 */
export async function restoreCommands(db: Db, of: OfCase, commands: readonly LostCommand[]): Promise<void> {
  if (commands.length === 0) return;
  await db
    .insertInto('command')
    .values(commands.map(each => commandRowOf(each, of)))
    .onConflict(conflict => conflict.column('key').doNothing())
    .execute();
}

/**
 * The row of an application that the database lost: unanswered, with the number that the case has and a query code that
 * is new.
 */
export interface LostBeginning extends LostCommand, OfCase {
  readonly number: string;
  readonly queryCode: string;
}

/** Writes it again. Returns false, and writes nothing, when its key was asked anew or its number was given again. */
export async function restoreBeginning(db: Db, lost: LostBeginning): Promise<boolean> {
  const written = await db
    .insertInto('command')
    .values({ ...commandRowOf(lost, lost), begins: true, number: lost.number, query_code: lost.queryCode })
    .onConflict(conflict => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  return written !== undefined;
}
