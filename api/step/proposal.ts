import type { Kit } from '../schema/kit.ts';

/** An answer that waits for others, and why one did not come to be: what people of the office read of a step. */
export function addProposal({ builder, enums, outcomes: { outcome, read } }: Kit): void {
  builder.objectType('Proposal', {
    description:
      'An answer that waits for other people of the unit (拟办意见). It answers nothing yet, and no reminder.',
    fields: t => ({
      seq: t.int({
        description: 'The place of its event in the log: by it the proposal is confirmed or refused.',
        resolve: ({ it }) => it.proposal!.seq,
      }),
      at: t.field({ type: 'DateTime', resolve: ({ it }) => it.proposal!.at }),
      people: t.idList({
        description: 'Who proposed it, then who confirmed it so far.',
        resolve: ({ it }) => [...it.proposal!.people],
      }),
      next: t.field({
        type: enums.proposalStage,
        description: 'What it waits for: CONFIRM of a second person, or REVIEW and APPROVE by their posts.',
        resolve: ({ it }) => it.proposal!.next,
      }),
      outcome: t.field({
        type: outcome,
        description: 'What is proposed, in the shape that the procedure declares.',
        resolve: of => read({ step: of, value: of.it.proposal!.answer }),
      }),
    }),
  });
  builder.objectType('ProposalRefusal', {
    description: 'Why a proposed answer was sent back (退回).',
    fields: t => ({
      by: t.id({ description: 'The person who refused it.', resolve: refusal => refusal.by }),
      at: t.field({ type: 'DateTime', resolve: refusal => refusal.at }),
      reason: t.field({ type: 'Reason', resolve: refusal => refusal.reason }),
    }),
  });
  builder.objectFields('Step', t => ({
    proposal: t.field({
      type: 'Proposal',
      nullable: true,
      description: 'The answer that waits for others, where the step needs several people (拟办意见).',
      resolve: of => (of.it.proposal ? of : null),
    }),
    refusal: t.field({
      type: 'ProposalRefusal',
      nullable: true,
      description: 'Of an open step: why the last proposal was refused (退回理由).',
      resolve: ({ it }) => it.refusal ?? null,
    }),
  }));
}
