import type { CalendarData } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/day.ts';
import type { Entry } from '../log/chain.ts';
import type { CaseState } from '../case/state.ts';
import type { Refusal } from '../refusal.ts';
import type { Actor } from '../values.ts';
import type { ViewUpdate } from '../case/view-change.ts';

/** The update by which every command reaches a case; its id is the command's key. */
export type ActUpdate = 'act';

/** The update by which a run is told to look whether it is on the current build, and to roll over when it is not. */
export type RollOverUpdate = 'rollOver';

/** The query by which a run tells what it has decided and a database at a revision does not have; nothing changes. */
export type UnwrittenQuery = 'unwritten';

/**
 * Whether the run rolls over now (continue-as-new). False: it is on the current build, as far as the server has told
 * it.
 */
export interface RollingOver {
  readonly isDue: boolean;
}

/** A command on its way into a run, with the revision and the chain head that the database holds. */
export interface ActRequest {
  readonly key: string;
  readonly actor: Actor;
  /** The command as its row keeps it, the canonical text: its digest is what the run read, not what somebody says. */
  readonly payload: string;
  readonly request?: string;
  /** The event of another case that wrote the command: `sender/seq/n`, which is its key. */
  readonly cause?: string;
  /** The data of calendar versions that the command names and the run may not have: the part that the case needs. */
  readonly calendars?: CaseInput['calendars'];
  /** When it was recorded, in the case's time. */
  readonly asked: Instant;
  readonly since: number;
  readonly head: string;
}

/**
 * All that the database does not know yet, the command's own events included, and what the read model becomes by it: as
 * a rule only the rows that changed, or a case of 2,000 children would write 600 kB an event.
 */
export type Reply = ViewUpdate & {
  readonly entries: readonly Entry[];
  readonly revision: number;
  /** The run that says so: it is ended when it turns out to have decided on another past. */
  readonly runId: string;
  /** The revision that some database was known to hold before: one that holds less was restored. */
  readonly acked: number;
};

/**
 * Types of the `ApplicationFailure`s by which the validator rejects. Anything else is a fault: the outcome is not
 * known.
 */
export type Rejection = 'Refused' | 'Stale' | 'Ahead' | 'Forked' | 'AskAgain' | 'Fault';

/** Details of a rejection, so that nobody else's run is ever terminated. */
export interface RejectionDetails {
  readonly runId: string;
  readonly refusal?: Refusal;
  /** What the refusal may rest on and the caller's database does not have yet: it counts once that is written. */
  readonly unwritten?: Reply;
}

/** What a run keeps. It is the input of the next one, whole. */
export interface CaseSnapshot {
  readonly caseId: string;
  readonly state: CaseState;
  readonly revision: number;
  readonly head: string;
  /** The last events: at least 64 of them where there are so many, and all that the database has not acknowledged. */
  readonly tail: readonly Entry[];
  /** The event before the tail; sequence 0 and the genesis hash when the tail holds everything. */
  readonly floor: { readonly seq: number; readonly hash: string };
  /** The revision that the database is known to hold. */
  readonly acked: number;
}

/** The input of a case's run. */
export interface CaseInput {
  readonly kept: CaseSnapshot;
  /** Milliseconds by which the case's time is ahead of the run's clock (development). */
  readonly offset: number;
  /** The calendars of the case, by the id that its events name. */
  readonly calendars: Readonly<Record<string, CalendarData>>;
}
