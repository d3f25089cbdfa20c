import type { Act } from './acts.ts';

/** What a caller was told of an act. Silence and "ask again" are nothing told. */
export type Told = { /** By our clock. */ readonly at: number } & (
  | {
      readonly kind: 'accepted';
      readonly caseId: string;
      readonly status: string;
      readonly colour: string;
      readonly asOf: number;
    }
  /** Asked again by who may not see the case any more. */
  | { readonly kind: 'acceptedUnseen' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Another typed error, such as NotFound: not done, and not recorded by this asking. */
  | { readonly kind: 'error'; readonly type: string }
);

/** An act with all that was ever told of it, to whomever asked with its id. */
export interface Asked {
  readonly key: string;
  readonly commandId: string;
  readonly act: Act;
  /** Absent for a beginning. */
  readonly caseId: string | undefined;
  readonly told: Told[];
  readonly openedAt: number;
}

/** What callers keep of their own: what the database says afterwards is held against it. */
export class Ledger {
  readonly #asked = new Map<string, Asked>();
  /** Attempts without an answer: the connection broke, nobody was there, or "ask again". */
  silent = 0;
  askAgain = 0;
  /** How often somebody was told something. */
  answers = 0;
  /**
   * Keys of acts that were asked again because a database was put back: their rows may be newer than what still reached
   * the case.
   */
  readonly askedAnew = new Set<string>();

  open(asked: Asked): Asked {
    this.#asked.set(asked.key, asked);
    return asked;
  }

  get all(): readonly Asked[] {
    return [...this.#asked.values()];
  }
  /** What was told or asked since a backup no longer holds when it was put back. Returns the acts to be asked again. */
  forget(since: number): readonly Asked[] {
    const later = this.all.filter(each => each.openedAt >= since || each.told.some(told => told.at >= since));
    for (const { key, told } of later) {
      this.askedAnew.add(key);
      told.splice(0, told.length, ...told.filter(each => each.at < since));
    }
    return later;
  }

  count(kind: Told['kind']): number {
    return this.all.filter(each => each.told.some(told => told.kind === kind)).length;
  }
}
