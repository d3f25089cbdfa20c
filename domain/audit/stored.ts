import type { Instant } from '../calendar/day.ts';
import type { Level } from '../case/vocabulary.ts';
import type { Interest } from '../refusals/case.ts';
import type { Actor } from '../values.ts';

/** A case as the database keeps it, read at one moment: what an audit goes by. */
export interface StoredCase {
  readonly id: string;
  readonly number: string;
  readonly queryCode: string;
  readonly revision: number;
  readonly head: string;
  /** In order of their place in the log. */
  readonly events: readonly StoredEvent[];
  /** Every command that names this case. */
  readonly commands: readonly StoredCommand[];
  /** In the order of event and place. */
  readonly messages: readonly StoredMessage[];
  readonly numbers: readonly StoredNumber[];
  /** Who was ever tied to the applicant (回避). */
  readonly interests: readonly StoredInterest[];
  /** The personal fields that it uses. */
  readonly personal: readonly StoredPersonal[];
  /** Milliseconds by which its time is ahead of the clock by now: it never goes back (development). */
  readonly offset: number;
  /** The case's time at the moment of reading. */
  readonly now: Instant;
}

/** What tied somebody to the applicant of a case, from one instant to before another; `to` null: it still does. */
export interface StoredInterest {
  readonly person: string;
  readonly interest: Interest;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Personal fields by their reference: the digest of what is kept, which is undefined once it was erased. */
export interface StoredPersonal {
  readonly reference: string;
  readonly digest?: string;
}

/** An event with the columns beside its text. */
export interface StoredEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: Instant;
  readonly askedAt: Instant | null;
  readonly actor: unknown;
  readonly key: string | null;
  readonly text: string;
  readonly prev: string;
  readonly hash: string;
  /** When it was written, by the database's clock. */
  readonly recordedAt: Instant;
}

/** `seq` and `revision` are those that the answer names. */
export type StoredAnswer =
  | { readonly accepted: true; readonly seq: number; readonly revision: number }
  | { readonly accepted: false; readonly refused: { readonly code: string } };

export interface StoredCommand {
  readonly key: string;
  readonly begins: boolean;
  readonly number?: string;
  readonly queryCode?: string;
  readonly actor: Actor;
  readonly payload: string;
  readonly request?: string;
  /** When it was recorded, in the case's time. */
  readonly asked: Instant;
  /** Milliseconds since it was recorded. */
  readonly age: number;
  readonly answer?: StoredAnswer;
  /** Why it was given up, if it was. */
  readonly dead?: string;
}

export interface StoredMessage {
  readonly seq: number;
  readonly position: number;
  readonly to: string;
  readonly kind: string;
  /** What was told, by code, and the data of its words. The words themselves are not compared. */
  readonly code: string;
  readonly params: unknown;
}

/** The number that an instrument's record took in the register of its authority, level and year. */
export interface StoredNumber {
  readonly instrument: string;
  readonly authority: string;
  readonly level: Level;
  readonly year: number;
  readonly number: number;
}
