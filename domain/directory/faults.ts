import { dayOf, instantAt, type Instant } from '../calendar/day.ts';
import type { Issue } from '../issue.ts';
import { hasAdministratorAt, hasHeadAt } from './acting.ts';
import { type DirectoryChange, recordKinds, type RecordKind } from './changes.ts';
import type { Directory, Unit } from './directory.ts';
import { isHead } from './posts.ts';

/** One thing that is wrong with a directory, and where: in a file, or in what somebody asks to change. */
export type DirectoryFault =
  | { readonly code: 'issue'; readonly issue: Issue }
  | { readonly code: 'twice' | 'notInFile' | 'stillThere'; readonly at: string; readonly found: string }
  | { readonly code: 'unknownUnit' | 'unknownPerson'; readonly at: string; readonly found: string }
  | { readonly code: 'circle'; readonly at: string; readonly found: string }
  | { readonly code: 'endsBeforeItBegins' | 'ownDeputy' | 'overlaps' | 'ofOneself'; readonly at: string }
  /** Posts are not lent to somebody outside of the office, and officials are nobody's agents. */
  | { readonly code: 'noPost' | 'officialAgent'; readonly at: string; readonly found: string }
  /** From that instant on nobody would be there who acts for the whole tree below. */
  | { readonly code: 'headless'; readonly unit: string; readonly from: Instant }
  /** From that instant on nobody would administer. */
  | { readonly code: 'noAdministrator'; readonly from: Instant };

/**
 * What is wrong with the records that a version changes, in the directory as it then is. Records that it leaves alone
 * are not looked at: what stood there before must not keep others from their changes.
 */
export function faultsOfChange(
  before: Directory,
  after: Directory,
  changes: readonly DirectoryChange[],
  now: Instant,
): readonly DirectoryFault[] {
  const units = new Map(after.units.map(each => [each.id, each]));
  const people = new Set(after.people.map(each => each.id));
  const faults: DirectoryFault[] = [];
  const unitAt = (at: string, found: string | undefined): void => {
    if (found !== undefined && !units.has(found)) faults.push({ code: 'unknownUnit', at, found });
  };
  const personAt = (at: string, found: string | undefined): void => {
    if (found !== undefined && !people.has(found)) faults.push({ code: 'unknownPerson', at, found });
  };
  const spanAt = (
    at: RecordKind,
    { from, to }: { readonly from: number; readonly to?: number },
    least: number,
  ): void => {
    if (to !== undefined && to - from < least) faults.push({ code: 'endsBeforeItBegins', at });
  };
  const today = dayOf(now);
  const hasPost = (person: string): boolean =>
    after.holdings.some(each => each.person === person && (each.to === undefined || each.to >= today));
  const isOutsider = (person: string): boolean => people.has(person) && !hasPost(person);
  for (const { kind, before: former, after: record } of changes) {
    if (record === undefined) continue;
    switch (kind) {
      case 'unit':
        unitAt('unit.parent', record.parent);
        if (isInCircle(units, record)) faults.push({ code: 'circle', at: 'unit.parent', found: record.id });
        break;
      case 'person':
        unitAt('person.unit', record.unit);
        break;
      case 'post':
        unitAt('post.unit', record.unit);
        personAt('post.person', record.person);
        spanAt(kind, record, 0);
        if (after.holdings.some(each => each !== record && isSamePost(each, record) && doOverlap(each, record)))
          faults.push({ code: 'overlaps', at: kind });
        break;
      case 'absence':
        personAt('absence.person', record.person);
        personAt('absence.deputy', record.deputy);
        spanAt(kind, record, 1);
        if (record.deputy === record.person) faults.push({ code: 'ownDeputy', at: 'absence.deputy' });
        // Who has lost their post since is not looked at: an absence must be ended all the same.
        if (record.deputy !== undefined && record.deputy !== former?.deputy && isOutsider(record.deputy))
          faults.push({ code: 'noPost', at: 'absence.deputy', found: record.deputy });
        break;
      case 'relation':
        personAt('relation.person', record.person);
        spanAt(kind, record, 0);
        if (record.subject === record.person) faults.push({ code: 'ofOneself', at: 'relation.subject' });
        break;
      case 'delegation':
        if (!(after.parties ?? []).includes(record.applicant)) personAt('delegation.applicant', record.applicant);
        personAt('delegation.agent', record.agent);
        spanAt(kind, record, 1);
        if (record.agent === record.applicant) faults.push({ code: 'ofOneself', at: 'delegation.agent' });
        // It would keep the official out of the party's cases (回避): nobody chooses who decides.
        if (former === undefined && hasPost(record.agent))
          faults.push({ code: 'officialAgent', at: 'delegation.agent', found: record.agent });
    }
  }
  const seen = new Set(faults.map(each => JSON.stringify(each)));
  const once = faults.filter(each => seen.delete(JSON.stringify(each)));
  return once.length > 0 ? once : [...headlessAfter(before, after, now), ...unadministeredAfter(before, after, now)];
}

interface Post {
  readonly person: string;
  readonly unit: string;
  readonly post: string;
}
const isSamePost = (a: Post, b: Post): boolean => a.person === b.person && a.unit === b.unit && a.post === b.post;
const doOverlap = (a: Span, b: Span): boolean => a.from <= (b.to ?? Infinity) && b.from <= (a.to ?? Infinity);
interface Span {
  readonly from: number;
  readonly to?: number;
}

function isInCircle(units: ReadonlyMap<string, Unit>, unit: Unit): boolean {
  const seen = new Set<string>();
  for (let each: Unit | undefined = unit; each?.parent !== undefined; each = units.get(each.parent)) {
    if (seen.has(each.id)) return true;
    seen.add(each.id);
  }
  return false;
}

/**
 * A unit without one above it keeps a head who is there, now and whenever a post or an absence begins or ends: whoever
 * has nobody else is in the hands of that head. One that had none before is not held to it.
 */
function headlessAfter(before: Directory, after: Directory, now: Instant): readonly DirectoryFault[] {
  const roots = new Set(after.units.filter(each => each.parent === undefined).map(each => each.id));
  const heads = after.holdings.filter(each => roots.has(each.unit) && isHead(each.post));
  const turns = [now, ...turnsOf(after, heads, now)];
  return [...roots].flatMap(unit => {
    if (!hasHeadAt(before, unit, now)) return [];
    const from = turns.find(at => !hasHeadAt(after, unit, at));
    return from === undefined ? [] : [{ code: 'headless' as const, unit, from }];
  });
}

/** Somebody administers, now and at every turn; a directory in which nobody did is not held to it. */
function unadministeredAfter(before: Directory, after: Directory, now: Instant): readonly DirectoryFault[] {
  if (!hasAdministratorAt(before, now)) return [];
  const administrators = after.holdings.filter(each => each.post === 'administrator');
  const turns = [now, ...turnsOf(after, administrators, now)];
  const from = turns.find(at => !hasAdministratorAt(after, at));
  return from === undefined ? [] : [{ code: 'noAdministrator', from }];
}

/** The instants to come at which somebody with one of these posts, or a deputy, comes or goes. */
function turnsOf({ absences }: Directory, posts: Directory['holdings'], now: Instant): readonly Instant[] {
  const concerned = new Set(posts.map(each => each.person));
  for (let size = -1; size !== concerned.size;) {
    size = concerned.size;
    for (const { person, deputy } of absences) if (deputy !== undefined && concerned.has(person)) concerned.add(deputy);
  }
  const today = dayOf(now);
  return [
    ...posts.flatMap(({ to }) => (to !== undefined && to >= today ? [instantAt(to + 1, 0)] : [])),
    ...absences.flatMap(({ person, from, to }) => (concerned.has(person) && to > now ? [Math.max(from, now)] : [])),
  ].toSorted((a, b) => a - b);
}

/** The kinds of a directory's records, as they are counted. */
export const countsOf = (changes: readonly DirectoryChange[]): Readonly<Partial<Record<RecordKind, number>>> =>
  Object.fromEntries(
    recordKinds.flatMap(kind => {
      const count = changes.filter(each => each.kind === kind).length;
      return count > 0 ? [[kind, count]] : [];
    }),
  );
