import { defined } from '../defined.ts';
import type { Absence, Delegation, Directory, Holding, Person, Relation, Unit } from './directory.ts';

/** What the directory consists of: a record of each kind stands alone, and a version changes some of them. */
export interface Records {
  unit: Unit;
  person: Person;
  post: Holding;
  absence: Absence;
  relation: Relation;
  delegation: Delegation;
}
export const recordKinds = ['unit', 'person', 'post', 'absence', 'relation', 'delegation'] as const;
export type RecordKind = (typeof recordKinds)[number];

interface ChangeOf<K extends RecordKind> {
  readonly kind: K;
  /** Absent where it did not stand there before. */
  readonly before?: Records[K];
  /** Absent where it no longer stands there. */
  readonly after?: Records[K];
}
/** What a version of the directory did to one record. */
export type DirectoryChange = { [K in RecordKind]: ChangeOf<K> }[RecordKind];

/** What makes a record itself: another key is another record. */
const keys: { readonly [K in RecordKind]: (record: Records[K]) => string } = {
  unit: each => each.id,
  person: each => each.id,
  post: each => `${each.unit} ${each.post} ${each.person} ${each.from}`,
  absence: each => `${each.person} ${each.from}`,
  relation: each => `${each.person} ${each.subject} ${each.kind} ${each.from}`,
  delegation: each => each.id,
};
export const keyOfRecord = <K extends RecordKind>(kind: K, record: Records[K]): string => keys[kind](record);

/** Of whom or of which unit a change is: by it its history is asked for. */
const subjects: { readonly [K in RecordKind]: (record: Records[K]) => readonly string[] } = {
  unit: each => [each.id],
  person: each => [each.id],
  post: each => [each.person, each.unit],
  absence: each => [each.person],
  relation: each => [each.person],
  delegation: each => [each.applicant, each.agent],
};
export const subjectsOf = ({ kind, before, after }: DirectoryChange): readonly string[] =>
  subjects[kind]((after ?? before) as never);

/** The records of one kind in a directory. */
export const recordsOf = <K extends RecordKind>(directory: Directory, kind: K): readonly Records[K][] => {
  const { units, people, holdings, absences, relations = [], delegations = [] } = directory;
  const all: { readonly [Kind in RecordKind]: readonly Records[Kind][] } = {
    unit: units,
    person: people,
    post: holdings,
    absence: absences,
    relation: relations,
    delegation: delegations,
  };
  return all[kind];
};

const isSame = (a: object, b: object): boolean => {
  const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...fields].every(field => (a as Fields)[field] === (b as Fields)[field]);
};
type Fields = Readonly<Record<string, unknown>>;

/**
 * What leads from one directory to another, kind by kind. Units and people that the later one leaves out stay: only a
 * person who is removed goes. Posts, absences and relations that it leaves out end; delegations are of the parties, and
 * stay as they are where it names none.
 */
export function changesBetween(before: Directory, after: Directory): readonly DirectoryChange[] {
  const changes: DirectoryChange[] = [];
  const compare = <K extends RecordKind>(kind: K, leavesOut: 'stays' | 'ends'): void => {
    const old = new Map(recordsOf(before, kind).map(each => [keyOfRecord(kind, each), each]));
    const fresh = new Map(recordsOf(after, kind).map(each => [keyOfRecord(kind, each), each]));
    for (const [key, record] of fresh) {
      const known = old.get(key);
      if (!known) changes.push({ kind, after: record } as DirectoryChange);
      else if (!isSame(known, record)) changes.push({ kind, before: known, after: record } as DirectoryChange);
    }
    if (leavesOut === 'stays') return;
    for (const [key, record] of old) if (!fresh.has(key)) changes.push({ kind, before: record } as DirectoryChange);
  };
  compare('unit', 'stays');
  compare('person', 'stays');
  compare('post', 'ends');
  compare('absence', 'ends');
  compare('relation', 'ends');
  if (after.delegations) compare('delegation', 'stays');
  return changes;
}

/**
 * A person leaves: what they held, declared and were to do for others ends with them. What they did stays in the log
 * under their id.
 */
export function removalOf(directory: Directory, person: Person): readonly DirectoryChange[] {
  const theirs = ({ person: of }: { readonly person: string }): boolean => of === person.id;
  return [
    ...directory.holdings.filter(theirs).map(before => ({ kind: 'post' as const, before })),
    ...directory.absences.filter(theirs).map(before => ({ kind: 'absence' as const, before })),
    ...(directory.relations ?? []).filter(theirs).map(before => ({ kind: 'relation' as const, before })),
    ...directory.absences
      .filter(each => each.deputy === person.id && !theirs(each))
      .map(before => {
        const { deputy: _gone, ...after } = before;
        return { kind: 'absence' as const, before, after };
      }),
    { kind: 'person' as const, before: person },
  ];
}

/** The directory after the changes. */
export function withChanges(directory: Directory, changes: readonly DirectoryChange[]): Directory {
  const apply = <K extends RecordKind>(kind: K): readonly Records[K][] => {
    const records = new Map(recordsOf(directory, kind).map(each => [keyOfRecord(kind, each), each]));
    for (const change of changes) {
      if (change.kind !== kind) continue;
      const { before, after } = change as unknown as ChangeOf<K>;
      if (after) records.set(keyOfRecord(kind, after), after);
      else if (before) records.delete(keyOfRecord(kind, before));
    }
    return [...records.values()];
  };
  return {
    units: apply('unit'),
    people: apply('person'),
    holdings: apply('post'),
    absences: apply('absence'),
    relations: apply('relation'),
    delegations: apply('delegation'),
    ...defined({ parties: directory.parties }),
  };
}
