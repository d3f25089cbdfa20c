import type { BasisCode } from '../../../law.ts';
import type { Instant } from '../../../calendar/day.ts';
import type { Limit } from '../../../clock/limit.ts';
import type { ClockName } from '../limits/view.ts';
import type { ConclusionCode, InstrumentReason, Level } from '../../vocabulary.ts';

/** The post, and who held it or stood in for its holder when the instrument fired. Nobody: it goes to the unit. */
export interface Addressed {
  readonly post: string;
  readonly unit: string;
  readonly person?: string | undefined;
  readonly standsInFor?: string | undefined;
}

/** A record's number (文号), in its parts: of the register of an authority, a level and a year. */
export interface InstrumentNumber {
  readonly authority: string;
  readonly level: Level;
  readonly year: number;
  readonly number: number;
}

/** How an instrument was closed: what a person wrote, or by itself. */
export type Conclusion = { readonly text: string } | { readonly code: ConclusionCode };

/** What the record of an instrument says, as data: the case by its number, never a name. */
export interface InstrumentContent {
  readonly level: Level;
  readonly why: InstrumentReason;
  /** The case's number, and what its procedure is called. */
  readonly number: string;
  readonly procedure: string;
  readonly clock: ClockName;
  /** When the limit had ended, if it had when the record was drawn up. */
  readonly breachedAt?: Instant;
  readonly reason?: string;
  /** How long the unit has from service. */
  readonly within: Limit;
  /** L4: the date of the talk. */
  readonly talkAt?: Instant;
}

export interface InstrumentView {
  readonly instrument: string;
  readonly level: Level;
  readonly clock: string;
  readonly unit: string;
  /** The calendar version that its own dates count by: the unit's. */
  readonly calendar: string;
  /** 文号; given when the addressee is found. */
  readonly number?: InstrumentNumber;
  /** The issuing authority (a unit). */
  readonly authority: string;
  readonly addressees: readonly Addressed[];
  readonly basis: BasisCode;
  readonly content: InstrumentContent;
  readonly why: InstrumentReason;
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
  readonly conclusion?: Conclusion;
  readonly closedAt?: Instant;
}
