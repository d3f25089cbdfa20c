import { dayOf, type Day, type Instant } from '../calendar/day.ts';
import { defined } from '../defined.ts';
import { Refused } from '../refusal.ts';
import { type DirectoryChange, keyOfRecord, type RecordKind, type Records, recordsOf, removalOf } from './changes.ts';
import type { Post } from './posts.ts';
import type { Absence, Delegation, Directory, Holding, Person, Relation, Unit } from './directory.ts';

/** What an act makes of the directory as it is: asked under its lock. */
export type DirectoryActing = (directory: Directory, now: Instant) => readonly DirectoryChange[];

const find = <K extends RecordKind>(directory: Directory, kind: K, is: (record: Records[K]) => boolean) =>
  recordsOf(directory, kind).find(is);

/** Writes a record, unless it stands there so. */
function put<K extends RecordKind>(directory: Directory, kind: K, after: Records[K]): readonly DirectoryChange[] {
  const before = find(directory, kind, each => keyOfRecord(kind, each) === keyOfRecord(kind, after));
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  const isSame = before !== undefined && [...fields].every(field => valueOf(before, field) === valueOf(after, field));
  return isSame ? [] : [{ kind, ...defined({ before }), after } as unknown as DirectoryChange];
}
const valueOf = (record: object, field: string): unknown => (record as Readonly<Record<string, unknown>>)[field];

/** A unit is new, or is from now on as it is said: what is left out, it no longer has. */
export const setUnit =
  (unit: Unit): DirectoryActing =>
  directory =>
    put(directory, 'unit', unit);

/** A person is new, or is from now on as it is said. */
export const setPerson =
  (person: Person): DirectoryActing =>
  directory =>
    put(directory, 'person', person);

/** A person leaves (离职), with all that they held. */
export const removePerson =
  (id: string): DirectoryActing =>
  directory => {
    const person = find(directory, 'person', each => each.id === id);
    if (!person) throw new Refused('directory.unknown', { kind: 'person', found: id });
    return removalOf(directory, person);
  };

/** A person gets a post (任职). */
export const givePost =
  (holding: Holding): DirectoryActing =>
  directory =>
    put(directory, 'post', holding);

/**
 * A post ends with a day, which is its last one (免职). One that would begin later is taken away.
 * @throws Refused where nobody holds it so, or it has ended before
 */
export const endPost =
  ({ person, unit, post, to }: Omit<Holding, 'from' | 'to'> & { readonly to: Day }): DirectoryActing =>
  directory => {
    const found = `${unit} ${post} ${person}`;
    const theirs = directory.holdings.filter(
      each => each.person === person && each.unit === unit && each.post === post,
    );
    if (theirs.length === 0) throw new Refused('directory.unknown', { kind: 'post', found });
    const longer = theirs.filter(each => each.to === undefined || each.to > to);
    if (longer.length === 0) throw new Refused('directory.ended', { kind: 'post', found });
    return longer.map(before => ({
      kind: 'post' as const,
      before,
      ...(before.from <= to && { after: { ...before, to } }),
    }));
  };

/** A person goes from one unit to another (调任): the former posts there end the day before. */
export const transferPerson =
  ({ person, from, unit, post, on }: Pick<Holding, 'person' | 'unit' | 'post'> & Transfer): DirectoryActing =>
  directory => {
    const former = directory.holdings.filter(
      each => each.person === person && each.unit === from && (each.to === undefined || each.to >= on),
    );
    if (former.length === 0) throw new Refused('directory.unknown', { kind: 'post', found: `${from} ${person}` });
    return [
      ...former.map(before => ({
        kind: 'post' as const,
        before,
        ...(before.from < on && { after: { ...before, to: on - 1 } }),
      })),
      ...put(directory, 'post', { person, unit, post, from: on }),
    ];
  };
interface Transfer {
  /** The unit that they leave. */
  readonly from: string;
  /** The first day in the new one. */
  readonly on: Day;
}

/** Who enters an absence or an act of theirs. */
interface Asking {
  readonly person: string;
  readonly role: string;
  readonly unit?: string | undefined;
  readonly post?: Post | undefined;
}

/** Whether somebody asks as head of a unit where the other one has a post. A deputy is no head of the principal. */
function isHeadOf(directory: Directory, { role, unit, post }: Asking, person: string, now: Instant): boolean {
  const held = directory.holdings.filter(
    each => each.person === person && each.unit === unit && (each.to === undefined || each.to >= dayOf(now)),
  );
  const isAbove = post !== 'deputy-head' || held.every(each => each.post !== 'principal');
  return role === 'unit-head' && held.length > 0 && isAbove;
}

/**
 * An absence is of oneself; a head enters it for whoever has a post in that unit.
 * @throws Refused `directory.notTheirs`
 */
function requireOwnOrHead(directory: Directory, asking: Asking, absent: string, now: Instant): void {
  const { person, role } = asking;
  if (person !== absent && role !== 'administrator' && !isHeadOf(directory, asking, absent, now))
    throw new Refused('directory.notTheirs', { kind: 'absence' });
}

/** Somebody is away (外出、请假): entered by themselves, or by a head of theirs. */
export const enterAbsence =
  (absence: Absence, asking: Asking): DirectoryActing =>
  (directory, now) => {
    requireOwnOrHead(directory, asking, absence.person, now);
    return put(directory, 'absence', absence);
  };

/** Somebody is back earlier, or the absence is called off before it began (销假). */
export const endAbsence =
  (person: string, at: Instant | undefined, asking: Asking): DirectoryActing =>
  (directory, now) => {
    requireOwnOrHead(directory, asking, person, now);
    const to = at ?? now;
    const open = directory.absences.filter(each => each.person === person && each.to > to);
    if (open.length === 0) throw new Refused('directory.unknown', { kind: 'absence', found: person });
    // Those still to come keep their place, unless nobody is away now and the next one is called off.
    const running = open.filter(each => each.from < to);
    const ended = running.length > 0 ? running : [open.toSorted((a, b) => a.from - b.from)[0]!];
    return ended.map(before => ({
      kind: 'absence' as const,
      before,
      ...(before.from < to && { after: { ...before, to } }),
    }));
  };

/** Somebody declares that they are kin of somebody, or have an interest (申报回避). */
export const declareRelation =
  (relation: Relation): DirectoryActing =>
  directory =>
    put(directory, 'relation', relation);

/**
 * A declared relation ends with a day: said by a head of theirs or an administrator, so that nobody lays down what
 * keeps them out of a case.
 * @throws Refused `directory.notTheirs`
 */
export const endRelation =
  (
    { person, subject, kind, to }: Omit<Relation, 'from' | 'to'> & { readonly to: Day },
    asking: Asking,
  ): DirectoryActing =>
  (directory, now) => {
    if (person === asking.person || (asking.role !== 'administrator' && !isHeadOf(directory, asking, person, now)))
      throw new Refused('directory.notTheirs', { kind: 'relation' });
    const theirs = directory.relations?.filter(
      each => each.person === person && each.subject === subject && each.kind === kind,
    );
    if (!theirs || theirs.length === 0) throw new Refused('directory.unknown', { kind: 'relation', found: subject });
    const longer = theirs.filter(each => each.to === undefined || each.to > to);
    if (longer.length === 0) throw new Refused('directory.ended', { kind: 'relation', found: subject });
    return longer.map(before => ({
      kind: 'relation' as const,
      before,
      after: { ...before, to: Math.max(before.from, to) },
    }));
  };

/**
 * An applicant lets an agent act for them (委托帮办代办), from now at the earliest: what was given afterwards would tie
 * somebody to acts that they did before.
 */
export const giveDelegation =
  (delegation: Delegation): DirectoryActing =>
  (directory, now) =>
    put(directory, 'delegation', { ...delegation, from: Math.max(delegation.from, now) });

/**
 * Whoever gave a delegation, or represents the party that did, takes it back. Somebody else's is not told apart from
 * one that there is not.
 */
export const revokeDelegation =
  (id: string, givers: readonly string[]): DirectoryActing =>
  (directory, now) => {
    const before = find(directory, 'delegation', each => each.id === id && givers.includes(each.applicant));
    if (!before) throw new Refused('directory.unknown', { kind: 'delegation', found: id });
    if (before.revokedAt !== undefined || (before.to !== undefined && before.to <= now))
      throw new Refused('directory.ended', { kind: 'delegation', found: id });
    return [{ kind: 'delegation', before, after: { ...before, revokedAt: now } }];
  };
