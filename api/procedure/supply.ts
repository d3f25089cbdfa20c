import type { InputFieldMap } from '@pothos/core';
import type { Paper } from '../../domain/values.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { act } from '../schema/act.ts';
import { caseIdOf, visibleCase } from '../case/load-visible-case.ts';
import type { Context } from '../schema/context.ts';
import { RefusedByCase } from '../error/errors.ts';
import { splitForm, type FormInputs } from '../form/form.ts';
import type { ActKit } from '../schema/kit.ts';

interface SupplyInput {
  readonly commandId: string;
  readonly caseId: string;
  readonly form?: unknown;
  readonly papers?: readonly Paper[] | null;
}

/**
 * Typed inputs are of one procedure: a case of another one is told where it belongs. A case that is not seen is left to
 * `act`.
 */
export async function requireProcedure(
  context: Context,
  caseId: string,
  procedure: AnyProcedure,
  mutation: string,
): Promise<void> {
  const record = await visibleCase(context, caseIdOf(caseId));
  if (!record || record.view.procedure === procedure.id) return;
  throw new RefusedByCase({
    code: 'procedure.other',
    message: `${mutation} is for cases of ${procedure.id}; this one runs under ${record.view.procedure}. Use the mutation of that procedure.`,
    details: { found: record.view.procedure, expected: procedure.id },
  });
}

/** `supply…` and `cure…`: what the applicant brings later, typed by the procedure's form and materials. */
export function addSupply(
  { builder, shared, result }: ActKit,
  procedure: AnyProcedure,
  { prefix, form, paper }: FormInputs,
): void {
  const supply = `supply${prefix}`;
  const input = shared.actInput(
    `Supply${prefix}Input`,
    t =>
      ({
        form: t.field({
          type: form,
          description: 'The whole form with the defects put right, if the notice names fields of it.',
        }),
        ...(paper && { papers: t.field({ type: [paper], description: 'Papers that the notice asks for.' }) }),
      }) as InputFieldMap,
  );
  builder.mutationField(supply, t =>
    t.field({
      type: result,
      description: `补正: every item of the one-time notice for ${procedure.title} is answered.`,
      args: { input: t.arg({ type: input, required: true }) },
      resolve: async (_root, args, context) => {
        const given = args.input as unknown as SupplyInput;
        await requireProcedure(context, given.caseId, procedure, supply);
        const split = given.form == null ? undefined : splitForm(procedure, given.form);
        return act(
          context,
          given,
          { type: 'supply', papers: [...(given.papers ?? [])], ...(split && { form: split.form }) },
          split?.personal,
        );
      },
    }),
  );
  if (!paper || procedure.modes.tolerant === undefined) return;
  const cure = `cure${prefix}`;
  const cureInput = shared.actInput(
    `Cure${prefix}Input`,
    t =>
      ({
        papers: t.field({ type: [paper], required: true, description: 'What tolerant acceptance left open.' }),
      }) as InputFieldMap,
  );
  builder.mutationField(cure, t =>
    t.field({
      type: result,
      description: `补齐: what tolerant acceptance of ${procedure.title} left open.`,
      args: { input: t.arg({ type: cureInput, required: true }) },
      resolve: async (_root, args, context) => {
        const given = args.input as unknown as SupplyInput;
        await requireProcedure(context, given.caseId, procedure, cure);
        return act(context, given, { type: 'cure', papers: [...(given.papers ?? [])] });
      },
    }),
  );
}
