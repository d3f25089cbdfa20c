import type { CommandContext } from '../../commands/context.ts';
import { readPersonal } from '../../db/commands/personal.ts';
import { type ClaimedCall, callKey } from '../../db/effects/calls.ts';
import type { Command } from '../../domain/case/command.ts';
import { issuesOf } from '../../domain/issue.ts';
import type { Json } from '../../domain/values.ts';
import type { Calling, Implementations, MaterialQuestion } from '../../effects/implementation.ts';
import { CallFailed } from './failure.ts';

/**
 * Calls the implementation, and makes a command of what it answers; undefined where a source has no such document.
 * @throws CallFailed, or what the implementation throws
 */
export async function commandFor(
  context: CommandContext,
  { effects, sources }: Implementations,
  call: ClaimedCall,
  patienceMs: number,
): Promise<Command | undefined> {
  const { calls, kind, subject } = call;
  const known = kind === 'effect' ? effects : sources;
  if (!Object.hasOwn(known, calls)) throw new CallFailed(`no implementation is registered for ${calls}`);
  const signal = AbortSignal.timeout(patienceMs);
  const calling: Calling = { db: context.db, key: callKey(call), signal };
  if (kind === 'source') {
    const found = await inTime(sources[calls]!.find(call.input as unknown as MaterialQuestion, calling), signal);
    if (!found) return undefined;
    return { type: 'fileShared', paper: { ...found, material: subject, suppliedBy: 'sharedData' } };
  }
  const implementation = effects[calls]!;
  const input = implementation.takes.safeParse({
    ...(call.input as object),
    ...(await personalFieldsOf(context, call)),
  });
  if (!input.success) throw new CallFailed(`${calls} does not take its input`, { isFinal: true });
  const result = await inTime(implementation.call(input.data, calling), signal);
  requireResult(context, call, result);
  return { type: 'completeEffect', step: subject, result };
}

/** What an implementation answers may be anything: only what the step's schema says goes to the case. */
function requireResult({ procedures }: CommandContext, { procedure, subject, calls }: ClaimedCall, result: Json): void {
  const step = procedures.get(procedure)?.steps[subject.split(/[@#]/, 1)[0]!];
  if (!step) throw new CallFailed(`${procedure} has no step ${subject} here`);
  const value = typeof result === 'object' && result !== null ? { ...(result as object), lapsed: false } : result;
  const { error } = step.outcome.safeParse(value);
  if (!error) return;
  const places = issuesOf(error, value).map(({ path, code }) => `${path.join('.')} ${code}`);
  throw new CallFailed(`${calls} answered what the step does not take: ${places.join(', ')}`);
}

/** The personal fields that the flow handed on unread. */
async function personalFieldsOf({ db }: CommandContext, { personal }: ClaimedCall): Promise<object> {
  if (!personal) return {};
  const [kept] = await readPersonal(db, [personal.reference]);
  if (!kept) throw new CallFailed('the personal fields were erased', { isFinal: true });
  return Object.fromEntries(Object.entries(personal.fields).map(([name, from]) => [name, kept.fields[from]]));
}

/** An implementation that does not listen to its signal is waited for no longer either. */
const inTime = <T>(answer: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    answer,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new CallFailed('no answer in time')), { once: true });
    }),
  ]);
