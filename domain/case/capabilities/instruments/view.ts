import type { BasisCode } from '../../../law.ts';
import type { Instant } from '../../../calendar/day.ts';
import type { InstrumentReason, Level } from '../../vocabulary.ts';

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
  readonly basis: BasisCode;
  readonly content: string;
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
  readonly conclusion?: string;
  readonly closedAt?: Instant;
}
