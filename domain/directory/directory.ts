import type { Day, Instant } from '../calendar/day.ts';
import { dayOf } from '../calendar/day.ts';
import { approvingPosts, isActing, type Post, reviewingPosts } from './posts.ts';

/**
 * How high a unit stands: of the province (省), the city (市), a district (区县), a township or street (乡镇、街道), a
 * village (村、社区).
 */
export const unitLevels = ['province', 'city', 'district', 'township', 'village'] as const;

/** What kinds of units there are. Who is `outside` takes part in procedures without being of the government. */
export const unitKinds = [
  'department',
  'window',
  'serviceAuthority',
  'supervisionOffice',
  'government',
  'outside',
] as const;

/** A unit of the organisation tree (单位); the tree is data of any shape. */
export interface Unit {
  readonly id: string;
  readonly title: string;
  readonly kind: (typeof unitKinds)[number];
  readonly parent?: string;
  /** The part it plays in procedures, such as `fire-safety`: a procedure names the role, the directory the unit. */
  readonly role?: string;
  /** The area that it serves, by the name that the directory uses throughout, such as a code of 行政区划. */
  readonly region?: string;
  readonly level?: (typeof unitLevels)[number];
  /**
   * The calendar by which it counts: the cases that it leads, its own steps, what is addressed to it. Without one its
   * nearest ancestor's, else the deployment's.
   */
  readonly calendar?: string;
  /** Where the public calls it: everybody reads it, and the guide tells it. */
  readonly telephone?: string;
}

export interface Person {
  readonly id: string;
  /** Personal data: shown only where the role needs it, never logged. */
  readonly name: string;
  readonly unit?: string;
}

/** Who holds a post, from one day to another (both included). */
export interface Holding {
  readonly person: string;
  readonly unit: string;
  readonly post: Post;
  readonly from: Day;
  readonly to?: Day;
}

/** Somebody is away from one instant to another; the deputy, if named, acts for them. */
export interface Absence {
  readonly person: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly deputy?: string;
}

/** What somebody declared: that they are kin (亲属) of a person or party, or have an interest (利害关系) in it. */
export interface Relation {
  readonly person: string;
  readonly subject: string;
  readonly kind: 'kin' | 'interest';
  readonly from: Day;
  readonly to?: Day;
}

/** An agent may act for an applicant (帮办代办) from one instant to another, or until it is revoked. */
export interface Delegation {
  readonly id: string;
  readonly agent: string;
  readonly applicant: string;
  readonly from: Instant;
  readonly to?: Instant;
  readonly revokedAt?: Instant;
}

export interface Directory {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly holdings: readonly Holding[];
  readonly absences: readonly Absence[];
  readonly relations?: readonly Relation[];
  readonly delegations?: readonly Delegation[];
  /** Ids of the parties of the register: they give delegations too. No version of the directory changes them. */
  readonly parties?: readonly string[];
}

export interface Addressee {
  readonly post: Post;
  readonly unit: string;
  /** Absent when nobody holds the post: the record then goes to the unit, and says so. */
  readonly person?: string;
  readonly standsInFor?: string;
}

const absencesOf = (directory: Pick<Directory, 'absences'>, person: string, at: Instant): readonly Absence[] =>
  directory.absences.filter(absence => absence.person === person && absence.from <= at && at < absence.to);

/**
 * Who is there for a person: themselves, or a deputy that any of the absences that overlap now names and who is there,
 * directly or by a deputy of their own. Undefined where every way ends at nobody.
 */
export function presentFor(
  directory: Pick<Directory, 'absences'>,
  person: string,
  at: Instant,
  seen: ReadonlySet<string> = new Set(),
): string | undefined {
  const absences = absencesOf(directory, person, at);
  if (absences.length === 0) return person;
  const asked = new Set([...seen, person]);
  for (const { deputy } of absences) {
    const present = deputy === undefined || asked.has(deputy) ? undefined : presentFor(directory, deputy, at, asked);
    if (present !== undefined) return present;
  }
  return undefined;
}

/**
 * Who holds the post at that instant: everybody who does, of principals the one who came last, and their deputies while
 * they are away. A deputy who is away too passes it on. Where none of them is there the highest post of the unit that
 * is there stands in, else the head above; where nobody is, the holder is named, because a record must have an
 * addressee. Where nobody holds the post it is the unit. Nobody is named twice. (S7)
 */
export function addresseesOf(directory: Directory, unit: string, post: Post, at: Instant): readonly Addressee[] {
  const holders = holdersOf(directory, unit, post, at);
  if (holders.length === 0) return [{ post, unit }];
  const addressees = new Map<string, Addressee>();
  const asked = post === 'principal' ? holders.slice(0, 1) : holders;
  if (asked.every(holder => presentFor(directory, holder, at) === undefined)) {
    const person = substituteOf(directory, unit, at);
    if (person !== undefined) return [{ post, unit, person, standsInFor: asked[0]! }];
  }
  for (const holder of asked) {
    const found = presentAs(directory, unit, post, holder, at);
    if (found.standsInFor === undefined || !addressees.has(found.person!)) addressees.set(found.person!, found);
  }
  return [...addressees.values()];
}

/** Who is there for a unit of which the post asked is empty by absences: its highest post, else the heads above. */
function substituteOf(directory: Directory, unit: string, at: Instant): string | undefined {
  const seen = new Set<string>();
  for (let id: string | undefined = unit; id !== undefined && !seen.has(id);) {
    for (const post of id === unit ? substitutingPosts : approvingPosts.toReversed())
      for (const holder of holdersOf(directory, id, post, at)) {
        const person = presentFor(directory, holder, at);
        if (person !== undefined) return person;
      }
    seen.add(id);
    id = directory.units.find(each => each.id === id)?.parent;
  }
  return undefined;
}

/** Who stands in for the others of a unit, the highest first. */
const substitutingPosts: readonly Post[] = reviewingPosts.toReversed();

/** Who works on something: one handler (承办人) of the unit, or their deputy; undefined where they are none any more. */
export function handlerOf(directory: Directory, unit: string, person: string, at: Instant): Addressee | undefined {
  const isTheirs = directory.holdings.some(
    each => each.person === person && each.unit === unit && isActing(each.post) && isHeld(each, dayOf(at)),
  );
  return isTheirs ? presentAs(directory, unit, 'handler', person, at) : undefined;
}

/** The holders of a post, who came last first. */
const holdersOf = ({ holdings }: Directory, unit: string, post: Post, at: Instant): readonly string[] => [
  ...new Set(
    holdings
      .filter(each => each.unit === unit && each.post === post && isHeld(each, dayOf(at)))
      .toSorted((a, b) => b.from - a.from || (a.person < b.person ? -1 : 1))
      .map(each => each.person),
  ),
];

const isHeld = ({ from, to }: Holding, day: Day): boolean => from <= day && (to === undefined || day <= to);

function presentAs(directory: Directory, unit: string, post: Post, holder: string, at: Instant): Addressee {
  const person = presentFor(directory, holder, at) ?? holder;
  return person === holder ? { post, unit, person } : { post, unit, person, standsInFor: holder };
}

/** The units by the part they play for every procedure: the engine names them, the directory says who they are. */
export const unifiedWindow = 'service-window';
export const serviceAuthority = 'service-authority';
export const supervisionOffice = 'supervision-office';
export const districtGovernment = 'district-government';

/**
 * Those of the engine's own units that a directory lacks: the window that accepts and hands over, the authorities of
 * the ladder.
 */
export const missingUnits = ({ units }: Pick<Directory, 'units'>): readonly string[] =>
  [unifiedWindow, serviceAuthority, supervisionOffice, districtGovernment].filter(
    id => !units.some(unit => unit.id === id),
  );

/** The calendar of a unit: its own, else its nearest ancestor's, else the deployment's. */
export function calendarOfUnit(units: readonly Unit[], id: string, deployment: string): string {
  const seen = new Set<string>();
  for (
    let unit = units.find(each => each.id === id);
    unit && !seen.has(unit.id);
    unit = units.find(each => each.id === unit?.parent)
  ) {
    if (unit.calendar !== undefined) return unit.calendar;
    seen.add(unit.id);
  }
  return deployment;
}
