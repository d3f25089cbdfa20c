import type { Instant } from '../../../calendar/day.ts';
import type { Grade } from '../../vocabulary.ts';

/** What the applicant says of the service (好差评): once. */
export interface RatingState {
  readonly rating?: { readonly grade: Grade; readonly remark?: string; readonly by: string; readonly at: Instant };
  /** When the result was handed over. */
  readonly deliveredAt?: Instant;
}
