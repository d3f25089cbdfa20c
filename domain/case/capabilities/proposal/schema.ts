import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import { id, json, paper, personalReference, reason } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

/** A proposal by the place of its event in the log. */
const proposal = z.int().min(1);
/** Why a proposal is over without anybody's word: its person is away, or holds no post in the unit any more. */
export const lapseReasons = ['absence', 'transfer'] as const;
export type LapseReason = (typeof lapseReasons)[number];

export const commands = [
  /** 复核、审核、批准: another person of the unit stands in for the proposed answer too. The last one answers the step. */
  commandShape('confirm', { step: id, proposal }),
  /** 退回: the proposed answer is not agreed to, or is taken back by whoever proposed it; the step is open again. */
  commandShape('refuseProposal', { step: id, proposal, reason }),
  /** 失效: whoever proposed it, or confirmed it since, is no longer there to answer for it. */
  commandShape('lapseProposal', { step: id, proposal, why: z.enum(lapseReasons) }),
] as const;

export const events = [
  /** An answer that needs others beside its actor; `proposal` is the place of this event in the log. */
  eventShape('proposed', 1, {
    step: id,
    proposal,
    answer: json,
    /** What comes with it, as with an answer: on file once the step is answered. */
    papers: z.array(paper).optional(),
    personal: personalReference.optional(),
  }),
  eventShape('confirmed', 1, { step: id, proposal }),
  eventShape('proposalRefused', 1, { step: id, proposal, reason }),
  eventShape('proposalLapsed', 1, { step: id, proposal, why: z.enum(lapseReasons) }),
] as const;
