import type { Limit } from '../clock/limit.ts';
import type { Instant } from '../calendar/day.ts';
import type { SharedClock } from './shared-clock.ts';
import type { Suspension } from './state.ts';
import type { Json, Paper, Reason } from '../values.ts';
import type { Acceptance, ClockKind, Colour, Level, Status } from './vocabulary.ts';

export interface ClockView {
  /** Such as `promise`, `statutory`, `step:fire`, `special:fire`, `tolerance:signboardSketch`. */
  readonly clock: string;
  readonly kind: ClockKind;
  readonly title: string;
  /** The unit whose time it is; absent for the applicant's clocks. */
  readonly unit?: string;
  readonly step?: string;
  readonly limit: Limit;
  readonly anchor: Instant;
  /** Absent while no published calendar reaches it, and while a pause is open that nobody knows the end of (中止). */
  readonly due?: Instant;
  /** A pause is open: due is the projection to the special procedure's own end, or absent where it has none. */
  readonly projected: boolean;
  /** Why the date may still move (a year without a notice), or is not known yet. */
  readonly provisional?: string;
  readonly calendar: string;
  readonly state: 'running' | 'paused' | 'stopped';
  readonly colour: Colour;
  /** Colour, elapsed and remaining are as of this instant: the last event of the case. */
  readonly asOf: Instant;
  /** In the limit's own unit; absent where no published calendar reaches. */
  readonly elapsed?: number;
  readonly remaining?: number;
  readonly stoppedAt?: Instant;
  readonly verdict?: 'met' | 'late';
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

export interface StepView {
  /** The step's name in this case, such as `fire`, `recheck@fire#2`. */
  readonly step: string;
  readonly title: string;
  readonly kind: string;
  readonly unit?: string;
  /** The post or role that acts, where the procedure names one. */
  readonly post?: string;
  readonly state: 'ready' | 'claimed' | 'paused' | 'done' | 'lapsed' | 'cancelled';
  readonly openedAt: Instant;
  /** Why it is asked: what those before it said, such as what to put right (整改事项). */
  readonly about?: readonly Reason[];
  readonly endedAt?: Instant;
  readonly claimedBy?: string;
  readonly answeredBy?: readonly string[];
  readonly outcome?: Json;
}

/** The post, and who held it or stood in for its holder when the instrument fired. Nobody: it goes to the unit. */
export interface Addressed {
  readonly post: string;
  readonly unit: string;
  readonly person?: string | undefined;
  readonly standsInFor?: string | undefined;
}

export interface InstrumentView {
  readonly instrument: string;
  readonly level: Level;
  readonly clock: string;
  readonly unit: string;
  /** 文号; given when the addressee is found. */
  readonly number?: string;
  readonly title: string;
  /** The issuing authority (a unit). */
  readonly authority: string;
  readonly addressees: readonly Addressed[];
  readonly basis: string;
  readonly content: string;
  readonly why: string;
  readonly state: 'draft' | 'served' | 'replied' | 'overdue' | 'closed';
  readonly openedAt: Instant;
  /** When it was noticed that it had to open, if late because something of ours was down. */
  readonly noticedAt?: Instant;
  readonly signedBy?: string;
  readonly servedAt?: Instant;
  /**
   * The reply, the new date or the rectification is due then; absent before it is served, while no published calendar
   * reaches it, and while it waits with a suspended clock.
   */
  readonly replyDue?: Instant;
  /** L4: the date of the talk. */
  readonly talkAt?: Instant;
  readonly reply?: string;
  readonly conclusion?: string;
  readonly closedAt?: Instant;
}

export interface DocumentView {
  readonly document: string;
  /** 收件凭证, 受理通知书, 补正告知书, 容缺受理通知书, 特殊程序告知书, 延期告知书, 决定书, 送达回证 … */
  readonly title: string;
  /** Of a decision: the permit that it is about, by its id in the procedure. */
  readonly permit?: string;
  readonly number: string;
  readonly at: Instant;
  readonly digest?: string;
}

/**
 * The read model of a case, as the workflow (or a fold of the log) gives it: what `project` writes beside the events,
 * without interpreting it. Instants are milliseconds; colours are those of the last tick, never of the reader's clock.
 */
export interface CaseView {
  readonly case: string;
  readonly number: string;
  readonly procedure: string;
  readonly title: string;
  readonly lead: string;
  readonly applicant: string;
  readonly channel: string;
  readonly calendar: string;
  readonly status: Status;
  readonly acceptance?: Acceptance;
  readonly colour: Colour;
  readonly extended: boolean;
  /** Granted by silence (超时默许): labelled so everywhere. */
  readonly automatic?: boolean;
  /** The statutory limit has passed undecided. */
  readonly unlawful: boolean;
  readonly receivedAt: Instant;
  readonly acceptedAt?: Instant;
  readonly decidedAt?: Instant;
  readonly endedAt?: Instant;
  /** No act but those of a terminal case is accepted any more, and the run has ended. */
  readonly closed: boolean;
  readonly asOf: Instant;
  readonly form: Json;
  readonly personal?: { readonly reference: string; readonly digest: string };
  readonly modes: readonly string[];
  readonly papers: readonly Paper[];
  /** Open defects of the last notice. */
  readonly defects: readonly { readonly item: string; readonly defect: string }[];
  /** Materials that tolerant acceptance left open. */
  readonly missing: readonly string[];
  readonly permits: readonly {
    readonly permit: string;
    readonly title: string;
    readonly state: 'granted' | 'refused' | 'revoked';
    readonly reasons: readonly Reason[];
  }[];
  readonly reasons: readonly Reason[];
  readonly remedies?: string;
  /** 中止, in order; the last one is open while it has no `to`. */
  readonly suspensions?: readonly Suspension[];
  /** The facts by which each day of the shared clock is charged to who held it (delay attribution). */
  readonly shared?: SharedClock;
  readonly clocks: readonly ClockView[];
  readonly steps: readonly StepView[];
  readonly instruments: readonly InstrumentView[];
  readonly documents: readonly DocumentView[];
}
