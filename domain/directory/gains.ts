import { instantAt, type Instant } from '../calendar/day.ts';
import { Refused } from '../refusal.ts';
import { heldAt } from './acting.ts';
import type { DirectoryActing } from './acts.ts';
import { type DirectoryChange, withChanges } from './changes.ts';
import type { Directory, Unit } from './directory.ts';

/**
 * The act, unless whoever asks for it gains a post or a task by it: as a deputy, by a move of units, by the part that a
 * unit of theirs plays. Somebody else has to ask for that. To be back from an absence of one's own is no gain.
 * @throws Refused `directory.notTheirs`
 */
export const withoutGain =
  (acting: DirectoryActing, person: string): DirectoryActing =>
  (directory, now) => {
    const changes = acting(directory, now);
    const others = changes.filter(each => !isOwnAbsence(each, person));
    if (others.length > 0 && gains(directory, others, person, now))
      throw new Refused('directory.notTheirs', { kind: others[0]!.kind === 'unit' ? 'unit' : 'post' });
    return changes;
  };

const isOwnAbsence = ({ kind, before, after }: DirectoryChange, person: string): boolean =>
  kind === 'absence' && (after ?? before)?.person === person;

function gains(of: Directory, changes: readonly DirectoryChange[], person: string, now: Instant): boolean {
  // Who is away acts as nobody, and comes back by their own word: they gain what they would then act as.
  const before = asIfThere(of, person);
  const after = asIfThere(withChanges(of, changes), person);
  const doUnitsMove = changes.some(each => each.kind === 'unit');
  return [now, ...turnsOf(changes).filter(at => at > now)].some(at => {
    const had = postsAt(before, person, at, doUnitsMove);
    const has = postsAt(after, person, at, doUnitsMove);
    const units = new Set([...has].map(each => each.split(' ', 1)[0]!));
    return [...has].some(each => !had.has(each)) || changes.some(each => bringsWork(each, after, units));
  });
}

const asIfThere = (directory: Directory, person: string): Directory => ({
  ...directory,
  absences: directory.absences.filter(each => each.person !== person),
});

/** What somebody acts as, by unit and post. That heads stand in where nobody is left is no gain, unless units moved. */
function postsAt(directory: Directory, person: string, at: Instant, withUnitsBelow: boolean): ReadonlySet<string> {
  const units = new Set(directory.units.map(each => each.id));
  return new Set(
    heldAt(directory, person, at)
      .filter(each => withUnitsBelow || each.standsInFor === undefined || !units.has(each.standsInFor))
      .map(({ unit, post }) => `${unit} ${post}`),
  );
}

/** A unit of theirs becomes another kind, or may stand for a role for which another one stood before. */
function bringsWork({ kind, before, after }: DirectoryChange, { units }: Directory, own: ReadonlySet<string>): boolean {
  if (kind !== 'unit' || !after || !decisive.some(field => before?.[field] !== after[field])) return false;
  const roles = [before?.role, after.role].filter(each => each !== undefined);
  return (
    own.has(after.id) || units.some(each => own.has(each.id) && each.role !== undefined && roles.includes(each.role))
  );
}
const decisive = ['kind', 'parent', 'role', 'region', 'level'] as const satisfies readonly (keyof Unit)[];

/** The instants at which something of the changed records begins or ends. */
const turnsOf = (changes: readonly DirectoryChange[]): readonly Instant[] =>
  changes.flatMap(({ kind, before, after }) =>
    [before, after].flatMap(record => {
      if (record === undefined || !('from' in record)) return [];
      const { from, to } = record;
      if (kind !== 'post') return to === undefined ? [from] : [from, to];
      return [instantAt(from, 0), ...(to === undefined ? [] : [instantAt(to + 1, 0)])];
    }),
  );
