import type { Directory, Unit } from '../../domain/directory/directory.ts';

/**
 * Who may do what, written down from the documents (docs/api.md "Signing in", docs/directory.md, docs/semantics.md A7,
 * the rules of 回避) and from nothing else: slow, without a word of the code that it is held against.
 */

const dayMs = 86_400_000;
/** Days since 1970 in UTC+8. */
const dayAt = (at: number): number => Math.floor((at + 8 * 3_600_000) / dayMs);

export interface Seat {
  readonly unit: Unit;
  readonly post: string;
}

export class Office {
  readonly #directory: Directory;
  readonly #at: number;
  /** What was found before: each is asked many times of one moment. */
  readonly #own = new Map<string, readonly Seat[]>();
  readonly #all = new Map<string, readonly Seat[]>();

  constructor(directory: Directory, at: number) {
    this.#directory = directory;
    this.#at = at;
  }

  knows(person: string): boolean {
    return this.#directory.people.some(({ id }) => id === person);
  }

  isAway(person: string): boolean {
    return this.#directory.absences.some(each => each.person === person && each.from <= this.#at && this.#at < each.to);
  }

  /** Whether the way of deputies from somebody leads to this person, who is there. */
  #leadsTo(from: string, person: string, passed: readonly string[] = []): boolean {
    if (!this.knows(from) || passed.includes(from)) return false;
    if (!this.isAway(from)) return from === person;
    return this.#directory.absences.some(
      each =>
        each.person === from &&
        each.from <= this.#at &&
        this.#at < each.to &&
        each.deputy !== undefined &&
        this.#leadsTo(each.deputy, person, [...passed, from]),
    );
  }

  /** The posts that somebody has now, by themselves or for an absent one. */
  #ownSeats(person: string): readonly Seat[] {
    const known = this.#own.get(person) ?? this.#findOwnSeats(person);
    this.#own.set(person, known);
    return known;
  }

  #findOwnSeats(person: string): readonly Seat[] {
    const today = dayAt(this.#at);
    return this.#directory.holdings.flatMap(each => {
      const holds = each.from <= today && (each.to === undefined || today <= each.to);
      const unit = this.#directory.units.find(({ id }) => id === each.unit);
      return holds && unit && this.#leadsTo(each.person, person) ? [{ unit, post: each.post }] : [];
    });
  }

  #isStaffed(unit: string): boolean {
    return this.#directory.people.some(({ id }) =>
      this.#ownSeats(id).some(
        seat => seat.unit.id === unit && seat.post !== 'administrator' && seat.post !== 'observer',
      ),
    );
  }

  #isHeadOf(person: string, unit: string): boolean {
    return this.#ownSeats(person).some(
      seat => seat.unit.id === unit && (seat.post === 'deputy-head' || seat.post === 'principal'),
    );
  }

  /** A unit in which nobody is there is in the hands of the heads of the nearest unit above in which one is. */
  #headsActingFor(unit: Unit): readonly string[] {
    if (this.#isStaffed(unit.id)) return [];
    for (let above = this.#above(unit); above; above = this.#above(above)) {
      const heads = this.#directory.people.map(({ id }) => id).filter(id => this.#isHeadOf(id, above!.id));
      if (heads.length > 0) return heads;
    }
    return [];
  }
  #above(unit: Unit): Unit | undefined {
    return this.#directory.units.find(({ id }) => id === unit.parent);
  }

  seats(person: string): readonly Seat[] {
    const known = this.#all.get(person) ?? this.#findSeats(person);
    this.#all.set(person, known);
    return known;
  }

  #findSeats(person: string): readonly Seat[] {
    if (!this.knows(person) || this.isAway(person)) return [];
    return [
      ...this.#ownSeats(person),
      ...this.#directory.units
        .filter(unit => this.#headsActingFor(unit).includes(person))
        .map(unit => ({ unit, post: 'principal' })),
    ];
  }

  /** The table of roles: post and kind of unit. */
  has(person: string, role: string, unit?: string): boolean {
    if (role === 'applicant' || role === 'agent') return this.knows(person) && unit === undefined;
    return this.seats(person).some(seat => {
      if (seat.post === 'administrator' || seat.post === 'observer') return seat.post === role && unit === undefined;
      if (seat.unit.id !== unit) return false;
      const isHead = seat.post === 'deputy-head' || seat.post === 'principal';
      switch (seat.unit.kind) {
        case 'window':
          return role === 'window-clerk' || (role === 'unit-head' && isHead);
        case 'department':
          return role === 'officer' || (role === 'unit-head' && isHead);
        default:
          return role === 'supervisor' || role === 'officer' || (role === 'unit-head' && isHead);
      }
    });
  }

  /** 回避: their own case, that of kin or of an interest on either side, that of whom they act for. */
  mustKeepOut(person: string, party: string): boolean {
    const today = dayAt(this.#at);
    const { relations = [], delegations = [], holdings } = this.#directory;
    return (
      person === party ||
      relations.some(
        each =>
          ((each.person === person && each.subject === party) || (each.person === party && each.subject === person)) &&
          each.from <= today &&
          (each.to === undefined || today <= each.to),
      ) ||
      (holdings.some(each => each.person === person) && this.delegates(party, person, delegations))
    );
  }

  delegates(applicant: string, agent: string, delegations = this.#directory.delegations ?? []): boolean {
    return delegations.some(
      each =>
        each.applicant === applicant &&
        each.agent === agent &&
        each.from <= this.#at &&
        (each.to === undefined || this.#at < each.to) &&
        (each.revokedAt === undefined || this.#at < each.revokedAt),
    );
  }
}

/** What of a case says who may act on it. */
export interface Asked {
  readonly applicant: string;
  readonly lead: string;
  readonly receivers: readonly string[];
  /** Who gave the step to its unit. */
  readonly assignedBy?: string | undefined;
}

/** Whether somebody may answer or claim a step of that unit. */
export const mayHandle = (office: Office, person: string, unit: string, asked: Asked): boolean =>
  (office.has(person, 'officer', unit) || office.has(person, 'unit-head', unit)) &&
  !office.mustKeepOut(person, asked.applicant) &&
  !asked.receivers.includes(person) &&
  asked.assignedBy !== person;

/** Whether somebody may give a step of that unit to another one. */
export const mayReassign = (office: Office, person: string, unit: string, asked: Asked): boolean =>
  office.has(person, 'administrator') ||
  (!office.mustKeepOut(person, asked.applicant) &&
    (office.has(person, 'unit-head', unit) || office.has(person, 'unit-head', asked.lead)));

/** The authorities that start, sign and close each level. */
export const authorityOf: Readonly<Record<string, string>> = {
  L1: 'service-authority',
  L2: 'supervision-office',
  L3: 'supervision-office',
  L4: 'district-government',
};
