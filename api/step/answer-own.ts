import type { DeclaredFields, InputBuilder } from '../act/inputs.ts';
import type { AnyProcedure, StepDefinition } from '../../domain/procedure/procedure.ts';
import { enumValues } from '../schema/define-enum.ts';
import { withoutNulls } from '../form/input.ts';
import { pascal, prefixOf } from '../form/names.ts';
import { fieldOf } from '../form/shape.ts';
import type { Kit } from '../schema/kit.ts';
import { requireProcedure } from '../procedure/same.ts';
import { reasonFrom } from '../act/reasons.ts';
import { byPeople, mayLapse } from './kinds.ts';
import { answerOpenStep, type StepInput } from './answer.ts';

type ReasonGiven = Parameters<typeof reasonFrom>[0];
/** Everything that such an input may hold; which of it there is the step's kind says. */
interface Given extends Omit<StepInput, 'step'> {
  readonly step?: string | null;
  readonly result?: object | null;
  readonly returned?: readonly ReasonGiven[] | null;
  readonly chose?: string;
  readonly reasons?: readonly ReasonGiven[];
}

/** `answer…`: one mutation for each step of a procedure that is no approval, typed from what the step records. */
export function addAnswers(kit: Kit): void {
  for (const procedure of kit.procedures.values()) addAnswersOf(kit, procedure);
}

function addAnswersOf(kit: Kit, procedure: AnyProcedure): void {
  const { builder, shared, result } = kit;
  for (const [name, step] of Object.entries(procedure.steps)) {
    if (!byPeople.has(step.kind)) continue;
    const own = `${prefixOf(procedure)}${pascal(name)}`;
    const fields = fieldsFor(kit, step, own, `${procedure.id}.steps.${name}`);
    const input = shared.actInput(`Answer${own}Input`, (t): DeclaredFields => ({
      step: t.id({ description: `The step's name in the case, where it is not just "${name}".` }),
      ...fields(t),
      ...(step.gives && { papers: t.field({ type: [shared.paper], description: papersGiven }) }),
    }));
    builder.mutationField(`answer${own}`, t =>
      t.field({
        type: result,
        description:
          step.people > 1
            ? `${step.title}: proposes an answer to this step of ${procedure.title}.`
            : `${step.title}: answers this step of ${procedure.title}.`,
        args: { input: t.arg({ type: input, required: true }) },
        resolve: async (_root, args, context) => {
          const given: Given = args.input;
          await requireProcedure(context, given.caseId, procedure);
          return answerOpenStep(context, { ...given, step: given.step ?? name }, valueOf(step, given));
        },
      }),
    );
  }
}

const papersGiven = 'The papers that come with the step (申请材料).';
type Fields = (t: InputBuilder) => DeclaredFields;

function fieldsFor({ builder, shared, inputs }: Kit, step: StepDefinition, own: string, path: string): Fields {
  if (step.kind === 'decision') {
    const choice = builder.enumType(`${own}Choice`, {
      description: `What ${step.title} chooses from.`,
      values: enumValues(`${own}Choice`, step.of ?? [], step.titles),
    });
    return t => ({
      chose: t.field({ type: choice, required: true }),
      reasons: t.field({ type: [shared.reason], required: true }),
    });
  }
  const shape = step.result && fieldOf(step.result, `${path}.result`).shape;
  const result =
    shape?.is === 'object' && Object.keys(shape.fields).length > 0
      ? inputs.objectOf(shape.fields, `${own}Result`, `What ${step.title} records.`)
      : undefined;
  const mayReturn = step.may.includes('return');
  return t => ({
    ...(result && { result: t.field({ type: result, required: !mayReturn }) }),
    ...(mayReturn && {
      returned: t.field({ type: [shared.reason], description: 'Sent back as the wrong unit: why.' }),
    }),
  });
}

/** The outcome in the shape that the step declares. */
function valueOf(step: StepDefinition, given: Given): unknown {
  switch (step.kind) {
    case 'decision':
      return { chose: given.chose, reasons: given.reasons?.map(reasonFrom) };
    default: {
      if (given.returned && given.returned.length > 0)
        return { returned: true, reasons: given.returned.map(reasonFrom) };
      return {
        ...(withoutNulls(given.result ?? {}) as object),
        ...(mayLapse(step) && { lapsed: false }),
        ...(step.may.includes('return') && { returned: false }),
      };
    }
  }
}
