import type { Instant } from '../../../calendar/day.ts';

/** What the door pins of a level above the case: to forward up the case needs no directory. */
export interface UpperLevel {
  readonly place: string;
  /** What the unit that leads there is called. */
  readonly title: string;
  /** The units for which the roles of the procedure stand there, and the calendars by which they count. */
  readonly units: Readonly<Record<string, string>>;
  readonly calendar: string;
  readonly calendars?: Readonly<Record<string, string>>;
}

/** The levels above, and where the case is decided now (转报). */
export interface ForwardingState {
  /** The nearest first; of procedures that may forward up alone. */
  readonly above?: readonly UpperLevel[];
  /** The unit above that decides, and since when; the case that it decides in is among the follow-ups. */
  readonly sentUp?: {
    readonly to: string;
    readonly title: string;
    readonly at: Instant;
    readonly answeredAt?: Instant;
  };
}
