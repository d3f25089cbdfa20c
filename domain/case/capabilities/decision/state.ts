import type { RemedyCode } from '../../vocabulary.ts';
import type { Instant } from '../../../calendar/day.ts';
import type { Reason } from '../../../values.ts';

export interface PermitState {
  readonly permit: string;
  readonly state: 'granted' | 'refused' | 'revoked';
  readonly reasons: readonly Reason[];
  /** On which it is granted (附条件). */
  readonly conditions?: readonly Reason[];
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
  /** Granted by silence (超时默许), on the basis that the procedure cites. */
  readonly automatic?: boolean;
}
