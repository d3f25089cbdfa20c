import { z } from 'zod';
import { eventShape } from '../../../log/envelope.ts';
import type { Lifts } from '../../../log/reader.ts';
import { id, json, paper, personalReference } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /**
   * 认领: a person of the unit takes an open step. The step's clock runs since it was opened, not since it is claimed.
   */
  commandShape('claim', { step: id }),
  /**
   * A department's answer or result for an open step, in the shape that the step declares. Where the step needs several
   * people it is a proposal, which the others confirm.
   */
  commandShape('answer', {
    step: id,
    answer: json,
    /** What the step gives: papers that come with it. */
    papers: z.array(paper).max(100).optional(),
    /** Where its personal values are kept, of which the answer has the names. */
    personal: personalReference.optional(),
  }),
] as const;

export const events = [
  eventShape('claimed', 1, { step: id }),
  eventShape('answered', 2, {
    step: id,
    answer: json,
    papers: z.array(paper).optional(),
    personal: personalReference.optional(),
    /** Who answered it beside the actor, where the step needs more than one person. */
    confirmedBy: z.array(id).optional(),
  }),
  /** An applicant's step, an outside event or a wait whose time ran out. */
  eventShape('lapsed', 1, { step: id }),
] as const;

/** How the data of earlier shapes become those of today. A lift is never changed once its version is in a log. */
export const lifts: Lifts = {
  /** Version 1 named one second person. */
  answered: [({ together, ...data }) => (together === undefined ? data : { ...data, confirmedBy: [together] })],
};
