/** A limit in a refusal: as it was asked, which may be none. */
export interface AskedLimit {
  readonly unit: string;
  readonly n?: number;
  readonly date?: string;
  /** Of the earlier of two. */
  readonly of?: readonly AskedLimit[];
}

/** The place of a vector for `due --vectors` that does not fit. */
export type VectorPlace = 'vector' | 'field' | 'calendar' | 'anchor' | 'pause' | 'limit' | 'pauses' | 'extension';

/** What limits, pauses and clocks refuse. */
export interface ClockRefusals {
  'limit.notPositive': { found: AskedLimit };
  'limit.invalid': { found: string };
  /** A part of the earlier of two that is not counted: a fixed date, or such a pair itself. */
  'limit.notCounted': { found: AskedLimit };
  /** Without `extension`, for a fixed date: `found` is what was asked. */
  'extension.unit': { limit: AskedLimit; extension?: AskedLimit; found?: string };
  'pause.endsBeforeStart': { from: number; to: number };
  'pause.mixed': { from: string; to: string };
  'pause.invalid': { found: string };
  'party.invalid': { found: string; expected: readonly string[] };
  'clock.unknown': { found: string; expected: readonly string[] };
  /** `found` is the value as JSON; of a `field`, its name and those that are known. */
  'vector.invalid': { place: VectorPlace; found?: string; field?: string; expected?: readonly string[] };
}
