import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from '../../commands/context.ts';
import { callChannel, claimCalls } from '../../db/effects/calls.ts';
import { listen, type Listening } from '../../db/listen.ts';
import type { Implementations } from '../../effects/implementation.ts';
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
  const stopping = new AbortController();
  let kick = new AbortController();
  let listening: Listening | undefined;
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      kick = new AbortController();
      try {
        listening ??= await listen(context.db, callChannel, {
          onNotice: () => kick.abort(),
          onLost: () => {
            listening = undefined;
          },
        });
        while (!stopping.signal.aborted && (await makeCalls(context, implementations, times)) > 0);
      } catch (error) {
        context.log.warn({ fault: describeError(error) }, 'calls failed');
      }
      await pause(lookMs, undefined, { signal: AbortSignal.any([stopping.signal, kick.signal]) }).catch(() => {});
    }
    await listening?.stop();
  };
  const working = work();
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
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
