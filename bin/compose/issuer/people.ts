import type { Viewer } from '../../../api/viewer/viewer.ts';
import { rolesOfAUnit, signInRoles, type SignInRole } from '../../../api/http/viewer.ts';
import { supervisionOffice, unifiedWindow, type Directory, type Unit } from '../../../domain/directory/directory.ts';
import type { Post } from '../../../domain/directory/posts.ts';

export interface Wanted {
  readonly as: string;
  readonly unit?: string | undefined;
  readonly person?: string | undefined;
}

/**
 * Who plays a role in the demonstration when nobody is named: the holder of a post in a unit, or a person by their id.
 */
const usual: Readonly<
  Record<
    SignInRole,
    { readonly person: string } | { readonly unit: string; readonly post: Post; readonly kind: Unit['kind'] }
  >
> = {
  applicant: { person: 'p-applicant' },
  agent: { person: 'p-agent' },
  'window-clerk': { unit: unifiedWindow, post: 'handler', kind: 'window' },
  officer: { unit: 'market-regulation', post: 'handler', kind: 'department' },
  'unit-head': { unit: 'market-regulation', post: 'principal', kind: 'department' },
  supervisor: { unit: supervisionOffice, post: 'principal', kind: 'supervisionOffice' },
  administrator: { person: 'p-administrator' },
  observer: { person: 'p-observer' },
};

/** In any directory: who plays a role there; undefined where it has nobody for it. */
export function someViewer(as: SignInRole, directory: Directory): Viewer | undefined {
  const one = usual[as];
  if ('person' in one)
    return directory.people.some(({ id }) => id === one.person) ? { person: one.person, role: as } : undefined;
  const { kind } = one;
  const units = new Set([one.unit, ...directory.units.filter(each => each.kind === kind).map(({ id }) => id)]);
  for (const unit of units) {
    const held = directory.holdings.find(each => each.unit === unit && each.post === one.post);
    if (held) return { person: held.person, role: as, unit };
  }
  return undefined;
}

const isRole = (text: string): text is SignInRole => (signInRoles as readonly string[]).includes(text);
const list = (values: readonly string[]): string => values.join(', ');

/**
 * The viewer of the demonstration for a role, as a token will name them. Throws with the possible values when something
 * is unknown.
 */
export function demonstrationViewer({ as, unit, person }: Wanted, directory: Directory): Viewer {
  if (!isRole(as)) throw new Error(`There is no role "${as}". The roles are: ${list(signInRoles)}.`);
  if (unit !== undefined && !directory.units.some(each => each.id === unit)) {
    throw new Error(`There is no unit "${unit}". The units are: ${list(directory.units.map(each => each.id))}.`);
  }
  if (unit !== undefined && !rolesOfAUnit.includes(as))
    throw new Error(`The role ${as} belongs to no unit. Leave --unit out.`);
  const found = person ?? holder(as, unit, directory);
  const known = directory.people.find(each => each.id === found);
  if (!known)
    throw new Error(
      `There is no person "${found}". Some of the people are: ` +
        `${list(directory.people.slice(-12).map(each => each.id))}.`,
    );
  if (!rolesOfAUnit.includes(as)) return { person: known.id, role: as };
  const theirs = unit ?? known.unit;
  if (theirs === undefined)
    throw new Error(`The person "${known.id}" belongs to no unit, and the role ${as} needs one. Name it with --unit.`);
  return { person: known.id, role: as, unit: theirs };
}

function holder(role: SignInRole, unit: string | undefined, directory: Directory): string {
  const one = usual[role];
  if ('person' in one) return one.person;
  const where = unit ?? one.unit;
  const held = directory.holdings.find(each => each.unit === where && each.post === one.post);
  if (!held) throw new Error(`Nobody holds the post ${one.post} in the unit "${where}". Name a person with --person.`);
  return held.person;
}
