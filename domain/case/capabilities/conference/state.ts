import type { Instant } from '../../../calendar/day.ts';
import type { Json } from '../../../values.ts';

/** A meeting or joint visit, as the chair called it and as it went. */
export interface MeetingState {
  readonly meets: Instant;
  readonly place: string;
  readonly minutes?: string;
  /** The parties that came. Absent while the chair has recorded nothing. */
  readonly present?: readonly string[];
}

/** The part of one party in a conference. */
export interface Seat {
  /** The conference's step. */
  readonly conference: string;
  /** The party, by the name that the procedure gives it. */
  readonly party: string;
  readonly answer?: Json;
}
