import type { PermitStanding, RemedyCode } from '../../vocabulary.ts';
import type { Instant } from '../../../calendar/day.ts';
import type { Reason } from '../../../values.ts';

export interface PermitState {
  readonly permit: string;
  readonly state: PermitStanding;
  readonly reasons: readonly Reason[];
  /** Of one that was granted. */
  readonly number?: string;
  /** The first and the last day of its validity, `YYYY-MM-DD`; without a last day it has no end. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** Under which it was agreed to. */
  readonly conditions?: readonly Reason[];
  /** Granted before the rest was decided (先行准予). */
  readonly isEarly?: true;
  /** When it was handed over, of one that was granted early. */
  readonly deliveredAt?: Instant;
}

/** What was decided, and why. */
export interface DecisionState {
  readonly decidedAt?: Instant;
  /** From when what was granted or settled has effect: the decision, or by law the receipt already. */
  readonly effectiveAt?: Instant;
  readonly permits: readonly PermitState[];
  readonly reasons: readonly Reason[];
  readonly remedies?: RemedyCode;
  /** When a review or a court annulled it. */
  readonly annulledAt?: Instant;
  /** What silence has granted (超时默许), on the basis that is cited, and after how many answers. */
  readonly bySilence?: { readonly permits: readonly string[]; readonly after: number };
}
