import type { Instant } from '../../../calendar/day.ts';
import type { Limit } from '../../../clock/limit.ts';
import type { Actor } from '../../../values.ts';
import type { AnnullableType } from './schema.ts';

/** An extension, a pause or an acceptance, as it has to be known to be undone. */
export interface AnnullableAct {
  /** The place of its event in the log. */
  readonly seq: number;
  readonly of: AnnullableType;
  /** Who gave it, as they then acted. */
  readonly by: Actor;
  /** When it was asked. */
  readonly at: Instant;
  /** The numbers of the documents that it made: they are void once it is annulled. */
  readonly documents: readonly string[];
  /** Of an extension: the clock, and by how much. */
  readonly clock?: string;
  readonly extension?: Limit;
  /** Of a special procedure: its step. */
  readonly step?: string;
  /** Of a pause: the number of its written notice. */
  readonly notice?: string;
  /** The place of the event that annulled it. */
  readonly annulledBy?: number;
}

export interface AnnulmentState {
  /** In the order of the log; absent before the first. */
  readonly annullable?: readonly AnnullableAct[];
}
