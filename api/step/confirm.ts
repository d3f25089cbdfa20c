import { readCommand } from '../../db/commands/commands.ts';
import { whyGone } from '../../db/directory/presence.ts';
import { keyOf } from '../../commands/submit.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { act, type ActInput } from '../act/act.ts';
import { caseIdOf, visibleCase } from '../case/load-visible-case.ts';
import type { Accepted } from '../case/objects.ts';
import { RefusedByCase } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import type { Kit } from '../schema/kit.ts';

interface ConfirmInput extends ActInput {
  readonly step: string;
  readonly proposal: number;
}

/** 复核、审核、批准: another person's own word for a proposed answer. */
export function addConfirmAnswer({ builder, shared, result }: Kit): void {
  const input = shared.actInput('ConfirmAnswerInput', t => ({
    step: t.id({ required: true }),
    proposal: t.int({
      required: true,
      description: 'The place of the proposal in the log: `Proposal.seq`. Another one is refused.',
    }),
  }));
  builder.mutationField('confirmAnswer', t =>
    t.field({
      type: result,
      description:
        '复核、审核、批准: another person confirms a proposed answer; the last who is needed answers the step.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => confirmAnswer(context, given),
    }),
  );
}

async function confirmAnswer(context: Context, given: ConfirmInput): Promise<Accepted> {
  const { step, proposal } = given;
  await refuseLapsed(context, given);
  return act(context, given, { type: 'confirm', step, proposal });
}

/**
 * A proposal lapses with the absence or the transfer of whoever signed it. The engine records it within seconds; until
 * then it is refused here. Whoever asks the same act again is not asked for it anew.
 */
async function refuseLapsed(context: Context, { commandId, caseId, step: id, proposal }: ConfirmInput): Promise<void> {
  const { db, viewer } = context;
  const record = await visibleCase(context, caseIdOf(caseId));
  const step = record?.view.steps.find(each => each.step === id);
  if (!viewer || step?.proposal?.seq !== proposal || step.unit === undefined) return;
  const why = await whyGone(db, step.unit, step.proposal.people);
  if (why === undefined || (await readCommand(db, keyOf(viewer, commandId)))) return;
  throw new RefusedByCase(refusalOf('proposal.lapsed', { step: id, why }, 'licensing-law.34'));
}
