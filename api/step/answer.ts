import type { Json } from '../../domain/values.ts';
import type { Kind } from '../../domain/procedure/language/step.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { isOfUnit } from '../../db/directory/directory.ts';
import { dayOf } from '../../domain/calendar/day.ts';
import { keyOf } from '../../commands/submit.ts';
import { act, parsed, type ActInput } from '../schema/act.ts';
import { caseIdOf, visibleCase } from '../case/load-visible-case.ts';
import type { Context } from '../schema/context.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { Accepted } from '../schema/objects.ts';
import { stepName } from './outcome.ts';

export interface StepInput extends ActInput {
  readonly step: string;
  readonly together?: string | null | undefined;
}

/**
 * Answers an open step. The answer is checked by the schema that the step declares, so that what does not fit is told
 * by
 * its place; whether the step is open, and whose it is, the case decides.
 */
export async function answerStep(
  context: Context,
  given: StepInput,
  kinds: readonly Kind[],
  answer: unknown,
): Promise<Accepted> {
  const record = await visibleCase(context, caseIdOf(given.caseId));
  const definition = record && context.procedures.get(record.view.procedure)?.steps[stepName(given.step)];
  if (definition && !kinds.includes(definition.kind)) {
    throw new RefusedByCase({
      code: 'step.otherKind',
      message: `${given.step} is a step of the kind ${definition.kind}; this mutation answers ${kinds.join(', ')}. Use the one made for the step.`,
      details: { found: definition.kind, expected: kinds },
    });
  }
  const value = definition ? parsed(definition.outcome, answer) : answer;
  if (definition && given.together != null) await checkSecond(context, given.commandId, given.together);
  return act(context, given, {
    type: 'answer',
    step: given.step,
    answer: value as Json,
    ...(given.together != null && { together: given.together }),
  });
}

/**
 * The second person is of the caller's unit, by the directory of today; whoever asks the same act again is not asked
 * for it anew.
 */
async function checkSecond({ db, viewer }: Context, commandId: string, together: string): Promise<void> {
  if (
    viewer?.unit === undefined ||
    together === viewer.person ||
    (await isOfUnit(db, together, viewer.unit, dayOf(Date.now())))
  )
    return;
  if (await readCommand(db, keyOf(viewer, commandId))) return;
  throw new RefusedByCase({
    code: 'step.secondPerson',
    message: `Found ${together} as the second person; expected another person of ${viewer.unit}, by their id in the directory.`,
    basis: '行政许可法 34',
    details: { found: together, expected: viewer.unit },
  });
}
