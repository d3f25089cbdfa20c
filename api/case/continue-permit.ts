import { keyOf } from '../../commands/submit.ts';
import { act, type ActInput } from '../act/act.ts';
import { requireKnownNames } from '../act/known-names.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import type { Json } from '../../domain/values.ts';
import { caseIdOf, visibleCase } from './load-visible-case.ts';

/** 延续、变更、更正: a permit goes on in a new case. */
export function addContinuePermit({ builder, enums, shared, result }: Kit): void {
  const input = shared.actInput('ContinuePermitInput', t => ({
    permit: t.id({ required: true, description: 'As `Permit.permit` names it.' }),
    why: t.field({ type: enums.continuation, required: true }),
    form: t.field({
      type: 'JSON',
      description: 'The form with what is changed; personal fields (个人信息) stay as they were and are left out.',
    }),
  }));
  builder.mutationField('continuePermit', t =>
    t.field({
      type: result,
      description: '延续、变更、更正: a permit goes on in a new case (`Case.followUps`), also where its own has ended.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: async (_root, { input: { permit, why, form, ...of } }, context) => {
        if (form != null) await requireUnitsOf(context, of, form);
        return act(
          context,
          of,
          { type: 'continuePermit', permit, why, ...(form != null && { form: form as Json }) },
          { placed: issue => ({ ...issue, path: ['form', ...issue.path] }) },
        );
      },
    }),
  );
}

/** Units and officials that the changed form names. */
async function requireUnitsOf(context: Context, { caseId, commandId }: ActInput, form: unknown): Promise<void> {
  const record = await visibleCase(context, caseIdOf(caseId));
  const procedure = record && context.procedures.get(record.view.procedure);
  if (procedure && context.viewer)
    await requireKnownNames(context, keyOf(context.viewer, commandId), procedure.form, form, ['form']);
}
