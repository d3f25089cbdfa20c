import { parseInstant, type Instant } from '../../calendar/day.ts';

/** What lives on a virtual clock. */
export interface Ticking {
  /** When time does something next; undefined while nothing is armed. */
  nextDue(): Instant | undefined;
  /** Lets time do what is due at `nextDue`. */
  tick(): void;
}

/** A Wednesday morning; 清明节 lies ten days ahead, so that a test meets a day off soon. */
const start = parseInstant('2027-03-24T10:00');

/** One clock for any number of cases: it jumps from due to due, and whatever falls due first happens first. */
export class VirtualClock {
  /** When each does something next, as far as it was asked since it last changed. */
  readonly #members = new Map<Ticking, { readonly due: Instant | undefined } | undefined>();
  #now: Instant | undefined;

  /** Where the clock stands; 24 March 2027 10:00 until somebody sets it. */
  get now(): Instant {
    return this.#now ?? start;
  }

  add(member: Ticking): void {
    this.#members.set(member, undefined);
  }

  /** Is told of each change of a member: until then it does next what it said. */
  changed(member: Ticking): void {
    this.#members.set(member, undefined);
  }

  /** The nearest due of all members; undefined while nothing is armed. */
  get nextDue(): Instant | undefined {
    return this.#next()?.due;
  }

  /** Lets everything happen that is due before an instant, and sets the clock to it. The clock never goes back. */
  passTo(instant: Instant): void {
    this.#pass(instant, due => due < instant);
  }

  /** The same, with what is due at that very instant. */
  passThrough(instant: Instant): void {
    this.#pass(instant, due => due <= instant);
  }

  #pass(instant: Instant, happens: (due: Instant) => boolean): void {
    for (let next = this.#next(); next && happens(next.due); next = this.#next()) {
      this.#set(next.due);
      next.member.tick();
    }
    this.#set(instant);
  }

  #set(instant: Instant): void {
    this.#now = Math.max(this.#now ?? instant, instant);
  }

  #next(): { readonly member: Ticking; readonly due: Instant } | undefined {
    let nearest: { readonly member: Ticking; readonly due: Instant } | undefined;
    for (const [member, known] of this.#members) {
      const { due } = known ?? this.#ask(member);
      if (due !== undefined && (nearest === undefined || due < nearest.due)) nearest = { member, due };
    }
    return nearest;
  }

  #ask(member: Ticking): { readonly due: Instant | undefined } {
    const asked = { due: member.nextDue() };
    this.#members.set(member, asked);
    return asked;
  }
}
