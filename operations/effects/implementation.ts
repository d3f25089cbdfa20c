import type { CommandContext } from '../../commands/context.ts';
import { readPersonal } from '../../db/commands/personal.ts';
import { type ClaimedCall, callKey } from '../../db/effects/calls.ts';
import { storePersonalFields } from '../../commands/personal-fields.ts';
import type { Command, CommandOf } from '../../domain/case/command.ts';
import { fillIn, type StepDefinition, takeApart } from '../../domain/procedure/procedure.ts';
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
  const known = kind === 'source' ? sources : effects;
  if (!Object.hasOwn(known, calls)) throw new CallFailed(`no implementation is registered for ${calls}`);
  const signal = AbortSignal.timeout(patienceMs);
  const calling: Calling = { db: context.db, key: callKey(call), signal };
  if (kind === 'source') {
    const found = await inTime(sources[calls]!.find(call.input as unknown as MaterialQuestion, calling), signal);
    if (!found) return undefined;
    return { type: 'fileShared', paper: { ...found, material: subject, suppliedBy: 'sharedData' } };
  }
  const implementation = effects[calls]!;
  const input = implementation.takes.safeParse(await inputOf(context, call));
  if (!input.success) throw new CallFailed(`${calls} does not take its input`, { isFinal: true });
  const result = await inTime(implementation.call(input.data, calling), signal);
  // Nobody in the case waits for the register of credit.
  if (kind === 'credit') return undefined;
  const step = stepOf(context, call);
  requireResult(step, call, result);
  return { type: 'completeEffect', step: subject, ...(await keptApart(context, call, step, result)) };
}

function stepOf({ procedures }: CommandContext, { procedure, subject }: ClaimedCall): StepDefinition {
  const step = procedures.get(procedure)?.steps[subject.split(/[@#]/, 1)[0]!];
  if (!step) throw new CallFailed(`${procedure} has no step ${subject} here`);
  return step;
}

/**
 * Keeps the personal values of a result beside the log. Each attempt keeps its own: an implementation may answer
 * otherwise the next time, and what the case has recorded is the one that counts.
 */
async function keptApart(
  { db }: CommandContext,
  { caseId, kind, subject, sent, attempt }: ClaimedCall,
  { asked, result: schema }: StepDefinition,
  result: Json,
): Promise<Pick<CommandOf<'completeEffect'>, 'result' | 'personal'>> {
  if (!asked || !schema) return { result };
  const { value, personal } = takeApart(schema, result, subject);
  if (Object.keys(personal).length === 0) return { result };
  const key = `${kind}:${caseId}:${subject}:${sent}:${attempt}`;
  const reference = await storePersonalFields(db, key, caseId, personal);
  if (!reference) throw new CallFailed('another answer of the same attempt is kept');
  return { result: value as Json, personal: reference };
}

/** What an implementation answers may be anything: only what the step's schema says goes to the case. */
function requireResult({ asked, outcome }: StepDefinition, { calls }: ClaimedCall, result: Json): void {
  const value = typeof result === 'object' && result !== null ? { ...(result as object), lapsed: false } : result;
  const { error } = (asked ?? outcome).safeParse(value);
  if (!error) return;
  const places = issuesOf(error, value).map(({ path, code }) => `${path.join('.')} ${code}`);
  throw new CallFailed(`${calls} answered what the step does not take: ${places.join(', ')}`);
}

/** What the implementation is called with: the personal fields that the flow handed on unread are read now. */
async function inputOf({ db }: CommandContext, { input, personal = [] }: ClaimedCall): Promise<object> {
  const kept = new Map(
    (
      await readPersonal(
        db,
        personal.map(each => each.reference),
      )
    ).map(each => [each.reference, each]),
  );
  const values = new Map<string, unknown>();
  for (const { reference, fields } of personal) {
    const place = kept.get(reference);
    if (!place) throw new CallFailed('the personal fields were erased', { isFinal: true });
    for (const [path, name] of Object.entries(fields)) values.set(path, place.fields[name]);
  }
  const top = [...values].filter(([path]) => !path.includes('.'));
  const inside = fillIn(input, ({ personal: path }) => values.get(path));
  return { ...(inside as object), ...Object.fromEntries(top) };
}

/** An implementation that does not listen to its signal is waited for no longer either. */
const inTime = <T>(answer: Promise<T>, signal: AbortSignal): Promise<T> =>
  Promise.race([
    answer,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new CallFailed('no answer in time')), { once: true });
    }),
  ]);
