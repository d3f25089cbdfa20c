import { eventShape } from '../../../log/envelope.ts';
import { documentReference, id } from '../../../values.ts';
import { commandShape } from '../../command-shape.ts';

export const commands = [
  /** 当场办结: accepted, decided and handed over in one visit (即来即办). */
  commandShape('settleOnTheSpot', { receipt: documentReference }),
  /** 撤回承诺: the applicant chooses the ordinary check instead, before anything is decided. */
  commandShape('withdrawCommitment', {}),
] as const;

export const events = [
  /** Accepted because of the mode, with nobody to judge completeness, or in one visit. */
  eventShape('acceptedAtOnce', 1, { mode: id }),
  /** The mode did not come about: the case goes the ordinary way from now on (转为承诺件). */
  eventShape('modeLapsed', 1, { mode: id }),
  /** The applicant took the commitment back: what it stood for is examined, and its letter is void. */
  eventShape('commitmentWithdrawn', 1, {}),
] as const;
