/** The name under which a deployment registers where credit events go. */
export const creditRegister = 'credit-event';

/** 守信、失信记录: what became of a promise that an applicant made in a case, once for each mode that rests on one. */
export interface CreditEvent {
  readonly party: string;
  readonly case: string;
  readonly number: string;
  readonly procedure: string;
  readonly mode: 'tolerant' | 'commitment';
  readonly event: 'kept' | 'broken';
}
