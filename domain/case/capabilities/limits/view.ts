import type { Provisional } from '../../../calendar/calendar.ts';
import type { Instant } from '../../../calendar/day.ts';
import type { Limit, SingleLimit } from '../../../clock/limit.ts';
import type { ClockKind, Colour } from '../../vocabulary.ts';

/** A clock by its name, its kind and what it is of: its title is made of them. */
export type ClockName = Pick<ClockView, 'clock' | 'kind' | 'of'>;

export interface ClockView {
  /** Such as `promise`, `statutory`, `step:fire`, `special:fire`, `tolerance:signboardSketch`. */
  readonly clock: string;
  readonly kind: ClockKind;
  /** What the procedure calls what the clock is of: a step, or a material. */
  readonly of?: string;
  /** The unit whose time it is; absent for the applicant's clocks. */
  readonly unit?: string;
  readonly step?: string;
  readonly limit: Limit;
  /** Of the earlier of two the one that is due first: elapsed and remaining are in its unit. */
  readonly counting?: SingleLimit;
  readonly anchor: Instant;
  /** Absent while no published calendar reaches it, and while a pause is open that nobody knows the end of (中止). */
  readonly due?: Instant;
  /** The last day, YYYY-MM-DD: an applicant's due instant is its 24:00. Absent where `due` is. */
  readonly dueOn?: string;
  /** A pause is open: due is the projection to the special procedure's own end, or absent where it has none. */
  readonly projected: boolean;
  /** Why the date may still move (a year without a notice), or is not known yet. */
  readonly provisional?: Provisional;
  readonly calendar: string;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly colour: Colour;
  /** Colour, elapsed and remaining are as of this instant: the last event of the case. */
  readonly asOf: Instant;
  /** In the limit's own unit; absent where no published calendar reaches. */
  readonly elapsed?: number;
  readonly remaining?: number;
  readonly stoppedAt?: Instant;
  readonly verdict?: 'met' | 'late' | 'missed' | 'dropped' | 'annulled';
  readonly breachedAt?: Instant;
  /** When the breach was noticed, if late because something of ours was down. */
  readonly noticedAt?: Instant;
  /** `until`: while it is open, when it ends at the latest. */
  readonly pauses: readonly {
    readonly from: Instant;
    readonly to?: Instant;
    readonly until?: Instant;
    readonly why: string;
  }[];
  readonly extensions: readonly Limit[];
}
