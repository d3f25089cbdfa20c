import { formFieldOf } from '../form/names.ts';
import { splitForm, type SplitForm } from '../form/form.ts';
import { InvalidInput } from '../error/errors.ts';
import { otherProcedure } from '../procedure/same.ts';
import { keyOf } from '../../commands/submit.ts';
import { act, type ActInput } from '../act/act.ts';
import { papersFrom } from '../act/papers.ts';
import { requireKnownNames } from '../act/known-names.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';
import { caseIdOf, visibleCase } from './load-visible-case.ts';

/** What `FormInput` comes to: one field, which is `json` or the form of one procedure and version. */
type GivenForm = Readonly<Record<string, unknown>>;

/** 补正: what the applicant brings to the one-time notice, for cases of every procedure. */
export function addSupply({ builder, shared, forms, result }: Kit): void {
  const input = shared.actInput('SupplyCaseInput', t => ({
    form: t.field({
      type: forms.any,
      description: 'The whole form with the defects put right, if the notice names fields of it.',
    }),
    papers: t.field({ type: [shared.paper], description: 'Papers that the notice asks for.' }),
  }));
  builder.mutationField('supplyCase', t =>
    t.field({
      type: result,
      description: '补正: every item of the one-time notice is answered.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: async (_root, { input: given }, context) => {
        const split = given.form == null ? undefined : await splitFormOf(context, given, given.form as GivenForm);
        return act(
          context,
          given,
          { type: 'supply', papers: papersFrom(given.papers), ...(split && { form: split.form }) },
          { personal: split?.personal, placed: issue => ({ ...issue, path: ['form', ...issue.path] }) },
        );
      },
    }),
  );
}

/** The form of the case's procedure; of a case that is not seen nothing is said: `act` answers. */
async function splitFormOf(
  context: Context,
  { caseId, commandId }: ActInput,
  given: GivenForm,
): Promise<SplitForm | undefined> {
  const record = await visibleCase(context, caseIdOf(caseId));
  const procedure = record && context.procedures.get(record.view.procedure);
  if (!procedure) return undefined;
  const [field, form] = Object.entries(given).find(([, value]) => value != null) ?? [];
  if (field !== 'json' && field !== formFieldOf(procedure)) {
    const other = [...context.procedures.values()].find(each => formFieldOf(each) === field);
    throw other
      ? otherProcedure(procedure.id, other.id)
      : new InvalidInput([{ path: ['form'], code: 'missing', params: { expected: [formFieldOf(procedure)] } }]);
  }
  const split = splitForm(procedure, form);
  if (context.viewer)
    await requireKnownNames(context, keyOf(context.viewer, commandId), procedure.form, split.form, ['form']);
  return split;
}
