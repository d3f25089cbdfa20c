import type { Instant } from '../../../calendar/day.ts';
import type { Annulment } from '../../vocabulary.ts';

/** A review or a suit against the decision, as the office was told of it. */
interface Appeal {
  readonly ground: Annulment;
  /** Of the notice by which the office was told (复议受理通知书、应诉通知书). */
  readonly notice: string;
  readonly body: string;
  readonly at: Instant;
}

export interface AppealsState {
  readonly appeals?: readonly Appeal[];
}
