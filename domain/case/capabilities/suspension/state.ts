import type { Instant } from '../../../calendar/day.ts';
import type { Reason } from '../../../values.ts';
import type { SuspensionGround } from '../../vocabulary.ts';

/** All clocks of the office stand still: by law or by force majeure. */
export interface Suspension {
  readonly from: Instant;
  readonly to?: Instant;
  readonly ground: SuspensionGround;
  readonly reason: Reason;
  /** The number of the written notice. */
  readonly notice: string;
  /** It was ordered by mistake, which was said then: its time counts. */
  readonly annulledAt?: Instant;
}

export interface SuspensionState {
  /** 中止, in order; the last one is open while it has no `to`. Absent before the first. */
  readonly suspensions?: readonly Suspension[];
}
