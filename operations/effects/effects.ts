import type { CommandContext } from '../../commands/context.ts';
import { callChannel, claimCalls } from '../../db/effects/calls.ts';
import type { Implementations } from '../../effects/implementation.ts';
import { workOnNotice } from '../../db/work-on-notice.ts';
import { describeError } from '../../telemetry/safe-error.ts';
import { type CallTimes, makeCall, usualTimes } from './call.ts';

/** Calls that one process makes at a time. */
const atOnce = 20;
/** Milliseconds beyond an attempt's own for which a call is left to whoever took it. */
const toBringMs = 20_000;

/**
 * Makes the calls that cases ask for, as soon as the database tells that there is one, and by itself every `lookMs`.
 * Any number of processes may do so.
 */
export function startEffects(
  context: CommandContext,
  implementations: Implementations,
  { lookMs = 1_000, ...times }: Partial<CallTimes> & { readonly lookMs?: number } = {},
): { stop(): Promise<void> } {
  return workOnNotice(context.db, {
    channel: callChannel,
    lookMs,
    page: () => makeCalls(context, implementations, times),
    onError: error => context.log.warn({ fault: describeError(error) }, 'calls failed'),
  });
}

/** Takes the calls that are due and makes them. Returns how many. */
async function makeCalls(
  context: CommandContext,
  implementations: Implementations,
  times: Partial<CallTimes>,
): Promise<number> {
  const all = { ...usualTimes, ...times };
  const taken = await claimCalls(context.db, atOnce, all.patienceMs + toBringMs);
  await Promise.all(taken.map(call => makeCall(context, implementations, call, all)));
  return taken.length;
}
