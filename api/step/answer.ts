import { papersFrom, type GivenPaper } from '../act/papers.ts';
import type { Json } from '../../domain/values.ts';
import type { z } from 'zod';
import { defined } from '../../domain/defined.ts';
import { type StepDefinition, takeApart } from '../../domain/procedure/procedure.ts';
import { issuesOf, type Issue } from '../../domain/issue.ts';
import { InvalidInput } from '../error/errors.ts';
import { keyOf } from '../../commands/submit.ts';
import { act, type ActInput } from '../act/act.ts';
import { requireKnownNames } from '../act/known-names.ts';
import { caseIdOf, visibleCase } from '../case/load-visible-case.ts';
import { stepName } from './outcome.ts';
import type { Context } from '../schema/context.ts';
import type { Accepted } from '../case/objects.ts';

export interface StepInput extends ActInput {
  readonly step: string;
  readonly papers?: readonly GivenPaper[] | null | undefined;
}

/**
 * Answers an open step, or proposes the answer where several people are needed. Whether it is open, whose it is, and
 * whether the answer fits what the step declares, the case decides; what does not fit is told by its place.
 * @param placed where a place of the answer stands in the mutation's input
 */
export async function answerOpenStep(
  context: Context,
  given: StepInput,
  answer: unknown,
  placed: (issue: Issue) => Issue = issue => issue,
): Promise<Accepted> {
  const definition = await definitionOf(context, given);
  if (definition) await requireUnitsOf(context, given, definition, answer, placed);
  const kept = definition?.asked ? keptApart(definition, definition.asked, given.step, answer, placed) : undefined;
  const command = {
    type: 'answer' as const,
    step: given.step,
    answer: (kept ? kept.value : answer) as Json,
    ...(given.papers != null && { papers: papersFrom(given.papers) }),
  };
  return act(context, given, command, { placed, ...defined({ personal: kept?.personal }) });
}

/** The step, of a case that is seen, where its procedure has it; of any other the case answers. */
async function definitionOf(context: Context, { caseId, step }: StepInput): Promise<StepDefinition | undefined> {
  const record = await visibleCase(context, caseIdOf(caseId));
  return record && context.procedures.get(record.view.procedure)?.steps[stepName(step)];
}

/**
 * Checks an answer with personal values, which the case does not see, and takes them out of it.
 * @throws InvalidInput with every place that does not fit
 */
function keptApart(
  { result }: StepDefinition,
  asked: z.ZodType,
  step: string,
  answer: unknown,
  placed: (issue: Issue) => Issue,
): { readonly value: unknown; readonly personal?: Readonly<Record<string, unknown>> } {
  const { error, data } = asked.safeParse(answer);
  if (error) throw new InvalidInput(issuesOf(error, answer).map(placed));
  const { value, personal } = takeApart(result!, data, step);
  return { value, ...(Object.keys(personal).length > 0 && { personal }) };
}

/** Units that the answer names. */
async function requireUnitsOf(
  context: Context,
  { commandId }: StepInput,
  definition: StepDefinition,
  answer: unknown,
  placed: (issue: Issue) => Issue,
): Promise<void> {
  const { viewer } = context;
  if (!viewer) return;
  const { path: under } = placed({ path: [], code: 'unknownUnit', params: {} });
  await requireKnownNames(context, keyOf(viewer, commandId), definition.asked ?? definition.outcome, answer, under);
}
