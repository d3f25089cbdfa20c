import { papersFrom, type GivenPaper } from '../act/papers.ts';
import type { Json } from '../../domain/values.ts';
import type { Issue } from '../../domain/issue.ts';
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
  await requireUnitsOf(context, given, answer, placed);
  const command = {
    type: 'answer' as const,
    step: given.step,
    answer: answer as Json,
    ...(given.papers != null && { papers: papersFrom(given.papers) }),
  };
  return act(context, given, command, { placed });
}

/** Units that the answer names. Of a case that is not seen, or a step that its procedure lacks, the case answers. */
async function requireUnitsOf(
  context: Context,
  { caseId, commandId, step }: StepInput,
  answer: unknown,
  placed: (issue: Issue) => Issue,
): Promise<void> {
  const { viewer } = context;
  const record = await visibleCase(context, caseIdOf(caseId));
  const definition = record && context.procedures.get(record.view.procedure)?.steps[stepName(step)];
  if (!viewer || !definition) return;
  const { path: under } = placed({ path: [], code: 'unknownUnit', params: {} });
  await requireKnownNames(context, keyOf(viewer, commandId), definition.outcome, answer, under);
}
