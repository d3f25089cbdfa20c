import { InvalidInput } from '../error/errors.ts';
import { withoutNulls } from '../form/input.ts';
import { caseIdOf, visibleCase } from '../case/load-visible-case.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import { answerOpenStep } from './answer.ts';
import { outcomeOf } from './outcome-of.ts';
import { stepName } from './outcome.ts';

/** `answerStep`: for a front end that renders any step from its schema; the typed mutations say the same. */
export function addAnswerStep({ builder, shared, result }: Kit): void {
  const input = shared.actInput('AnswerStepInput', t => ({
    step: t.id({ required: true, description: 'Its name in the case, such as fire or recheck@fire#2.' }),
    result: t.field({ type: 'JSON', required: true, description: 'As `ProcedureStep.resultSchema` describes it.' }),
    papers: t.field({ type: [shared.paper], description: 'Papers that the step gives (申请材料).' }),
  }));
  builder.mutationField('answerStep', t =>
    t.field({
      type: result,
      description: '答复: answers an open step of any procedure; proposes the answer where it needs several people.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: async (_root, { input: given }, context) => {
        const outcome = await outcomeFor(context, given.caseId, given.step, withoutNulls(given.result));
        return answerOpenStep(context, given, outcome, issue => ({ ...issue, path: ['result', ...issue.path] }));
      },
    }),
  );
}

/** Of a case that is not seen, or a step that its procedure lacks, nothing is said here: the case answers. */
async function outcomeFor(context: Context, caseId: string, step: string, answer: unknown): Promise<unknown> {
  const record = await visibleCase(context, caseIdOf(caseId));
  const definition = record && context.procedures.get(record.view.procedure)?.steps[stepName(step)];
  if (!definition) return answer;
  const { outcome, extra } = outcomeOf(definition, answer);
  if (extra === undefined) return outcome;
  throw new InvalidInput([{ path: ['result', extra], code: 'unknownField', params: {} }]);
}
