import type { CommandContext } from '../../commands/context.ts';
import { type ClaimedCall, endCall, failCall } from '../../db/effects/calls.ts';
import type { Implementations } from '../../effects/implementation.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { bring } from './bring.ts';
import { CallFailed } from './failure.ts';
import { commandFor } from './implementation.ts';

export interface CallTimes {
  /** Milliseconds that an implementation has for one attempt. */
  readonly patienceMs: number;
  /** Milliseconds before the second attempt, doubled with every one, and at most. */
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** After so many attempts an administrator must look at it. */
  readonly attempts: number;
}
/** The last attempt is made after about an hour. */
export const usualTimes: CallTimes = { patienceMs: 30_000, firstPauseMs: 1_000, longestPauseMs: 300_000, attempts: 20 };

/** Makes a call that was taken, and brings its answer to the case. What fails is called again. (P37) */
export async function makeCall(
  context: CommandContext,
  implementations: Implementations,
  call: ClaimedCall,
  times: CallTimes,
): Promise<void> {
  const { db, log } = context;
  // Nobody waits any longer: what was done before stays done.
  if (!call.awaited) return endCall(db, call);
  try {
    const command = await commandFor(context, implementations, call, times.patienceMs);
    if (command) await bring(context, call, command);
    await endCall(db, call);
  } catch (error) {
    const isOver = call.attempt >= times.attempts || (error instanceof CallFailed && error.isFinal);
    const pause = Math.min(times.firstPauseMs * 2 ** (call.attempt - 1), times.longestPauseMs);
    await failCall(db, call, failureOf(error), isOver ? undefined : pause);
    const facts = { case: call.caseId, calls: call.calls, attempt: call.attempt, fault: describeError(error) };
    if (isOver) log.error(facts, 'a call was given up: an administrator must look at it');
    else log.warn(facts, 'a call failed and is made again');
  }
}

/** What an implementation throws may quote somebody's data: its kind is told, and a message only where it is ours. */
function failureOf(error: unknown): string {
  if (error instanceof CallFailed) return error.message;
  const { kind, code } = describeError(error);
  return code === undefined ? kind : `${kind} ${code}`;
}
