import type { CreditGrade } from '../../../parties/party.ts';

/** By which ways a case is handled, beside the modes that it has (`IntakeState.modes`). */
export interface ModesState {
  /** The credit grade of the applicant at receipt, as the register had it. */
  readonly creditGrade?: CreditGrade;
  /** Modes that were chosen and did not come about. */
  readonly modesLapsed?: readonly string[];
  /** The window of another place that received it (异地代收). */
  readonly receivedFor?: string;
}
