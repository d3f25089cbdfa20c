import { dayOf, type Instant } from '../calendar/day.ts';
import { type Directory, presentFor, type Unit } from './directory.ts';
import { type HeldPost, isActing, isHead } from './posts.ts';

/** A post that is held at an instant, and who is there for its holder. */
interface Filled {
  readonly unit: string;
  readonly post: HeldPost['post'];
  readonly holder: string;
  readonly acting: readonly string[];
}

/** Everybody who is there for a person: themselves, else every deputy that their absences lead to. */
function everyPresentFor(directory: Directory, person: string, at: Instant, seen = new Set<string>()): Set<string> {
  const away = directory.absences.filter(each => each.person === person && each.from <= at && at < each.to);
  if (away.length === 0) return new Set([person]);
  seen.add(person);
  const known = new Set(directory.people.map(each => each.id));
  return new Set(
    away.flatMap(({ deputy }) =>
      deputy === undefined || seen.has(deputy) || !known.has(deputy)
        ? []
        : [...everyPresentFor(directory, deputy, at, seen)],
    ),
  );
}

/** The posts of that instant in which somebody acts for a unit: not who administers it or looks on. */
function filledAt(directory: Directory, at: Instant): readonly Filled[] {
  const day = dayOf(at);
  const known = new Set(directory.people.map(each => each.id));
  return directory.holdings
    .filter(each => known.has(each.person) && each.from <= day && (each.to === undefined || day <= each.to))
    .map(({ unit, post, person }) => ({
      unit,
      post,
      holder: person,
      acting: [...everyPresentFor(directory, person, at)],
    }));
}

/**
 * The nearest unit above in which a head is there, for a unit in which nobody is: that head acts for it (代管), so that
 * no unit is without anybody. Undefined while somebody of the unit is there.
 */
function unitActingFor(units: ReadonlyMap<string, Unit>, filled: readonly Filled[], unit: Unit): string | undefined {
  const isThere = (each: Filled): boolean => each.acting.length > 0;
  if (filled.some(each => each.unit === unit.id && isActing(each.post) && isThere(each))) return undefined;
  const seen = new Set([unit.id]);
  for (let above = units.get(unit.parent ?? ''); above && !seen.has(above.id); above = units.get(above.parent ?? '')) {
    if (filled.some(each => each.unit === above?.id && isHead(each.post) && isThere(each))) return above.id;
    seen.add(above.id);
  }
  return undefined;
}

/**
 * What somebody holds at an instant: their own posts, those of absent people for whom they stand in, and, as a head,
 * the units below in which nobody is there. Nothing while they are away themselves, or not in the directory.
 */
export function heldAt(directory: Directory, person: string, at: Instant): readonly HeldPost[] {
  if (!directory.people.some(each => each.id === person) || presentFor(directory, person, at) !== person) return [];
  const filled = filledAt(directory, at);
  const units = new Map(directory.units.map(each => [each.id, each]));
  const own = filled.filter(each => each.acting.includes(person));
  const held = own.flatMap(({ unit, post, holder }) => {
    const kind = units.get(unit)?.kind;
    return kind === undefined ? [] : [{ unit, kind, post, ...(holder !== person && { standsInFor: holder }) }];
  });
  const heads = own.filter(each => isHead(each.post));
  if (heads.length === 0) return held;
  const below = directory.units.flatMap(unit => {
    const above = unitActingFor(units, filled, unit);
    // Who holds a post and stands in for another holder of it has it once.
    const posts = new Set(heads.filter(each => each.unit === above).map(({ post }) => post));
    return [...posts].map(post => ({ unit: unit.id, kind: unit.kind, post, standsInFor: unit.id }));
  });
  return [...held, ...below];
}

/** Whether somebody of the unit is there, in a post that acts for it. */
export const isStaffedAt = (directory: Directory, unit: string, at: Instant): boolean =>
  filledAt(directory, at).some(each => each.unit === unit && isActing(each.post) && each.acting.length > 0);

/** Whether somebody administers: they are the last who may give a step to another unit. */
export const hasAdministratorAt = (directory: Directory, at: Instant): boolean =>
  filledAt(directory, at).some(each => each.post === 'administrator' && each.acting.length > 0);

/** Whether a head is there, in a unit that has none above it. */
export const hasHeadAt = (directory: Directory, unit: string, at: Instant): boolean =>
  filledAt(directory, at).some(each => each.unit === unit && isHead(each.post) && each.acting.length > 0);
