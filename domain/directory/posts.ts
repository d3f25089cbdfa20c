import type { Role } from '../values.ts';
import type { Unit } from './directory.ts';
import { defined } from '../defined.ts';

/**
 * Posts in a unit, from the handler up to the principal head (主要负责人), and two that are no rank: who administers, who
 * looks on.
 */
export const posts = [
  'handler',
  'section-head',
  'vice-head',
  'contact',
  'deputy-head',
  'principal',
  'administrator',
  'observer',
] as const;
export type Post = (typeof posts)[number];

/** What somebody may act as: a role, and for officials the unit and the post by which they have it. */
export interface Capacity {
  readonly role: Exclude<Role, 'engine'>;
  readonly unit?: string;
  readonly post?: Post;
  /** The absent person whose post it is, or the unit below in which nobody is there. */
  readonly standsInFor?: string;
}

/**
 * A post that somebody holds now, that of an absent person for whom they stand in, or that of a head for a unit below
 * in which nobody is there (代管): `standsInFor` then names that unit.
 */
export interface HeldPost {
  readonly unit: string;
  readonly kind: Unit['kind'];
  readonly post: Post;
  readonly standsInFor?: string;
}

/** Who may review (审核) what another one of the unit prepared, and who may approve it (批准). */
export const approvingPosts: readonly Post[] = ['deputy-head', 'principal'];
export const reviewingPosts: readonly Post[] = ['section-head', 'vice-head', ...approvingPosts];

/** The deputy head (副职) and the principal head (主要负责人) of a unit. */
export const isHead = (post: Post): boolean => approvingPosts.includes(post);

/** Whether a post acts for its unit: not that of who administers it or looks on. */
export const isActing = (post: Post): boolean => post !== 'administrator' && post !== 'observer';

/** Whether somebody acts for a unit by what they hold now. */
export const canActFor = (held: readonly Pick<HeldPost, 'unit' | 'post'>[], unit: string): boolean =>
  held.some(each => each.unit === unit && isActing(each.post));

/** The roles that a post in a unit of that kind gives, the usual one first. */
function rolesOf({ kind, post }: HeldPost): readonly Capacity['role'][] {
  if (post === 'administrator' || post === 'observer') return [post];
  const heads = isHead(post) ? (['unit-head'] as const) : [];
  switch (kind) {
    case 'window':
      return ['window-clerk', ...heads];
    case 'department':
    case 'outside':
      return isHead(post) ? ['unit-head', 'officer'] : ['officer'];
    case 'serviceAuthority':
    case 'supervisionOffice':
    case 'government':
      // They lead items of their own too, such as a bad review or the catalogue of items.
      return ['supervisor', 'officer', ...heads];
  }
}

/** Everybody may apply, and act for whoever has delegated to them. */
const ofEverybody: readonly Capacity[] = [{ role: 'applicant' }, { role: 'agent' }];

/**
 * All that somebody may act as by the posts that they hold. Who administers or looks on does so for the whole house,
 * not for a unit.
 */
export const capacitiesOf = (held: readonly HeldPost[]): readonly Capacity[] => [
  ...held.flatMap(each =>
    rolesOf(each).map(role => ({
      role,
      ...(role !== 'administrator' && role !== 'observer' && { unit: each.unit }),
      post: each.post,
      ...defined({ standsInFor: each.standsInFor }),
    })),
  ),
  ...ofEverybody,
];

/** What a token may choose among the capacities of its person. */
export interface Choice {
  readonly role?: string | undefined;
  readonly unit?: string | undefined;
}

/**
 * The capacity that a token chooses: an own post before one that somebody stands in for. Without a choice it is the
 * only unit's; who has none is an applicant. Undefined where the choice is not held, or where it is open between units.
 */
export function chosenAmong(capacities: readonly Capacity[], { role, unit }: Choice): Capacity | undefined {
  const fitting = capacities.filter(
    each => (role === undefined || each.role === role) && (unit === undefined || each.unit === unit),
  );
  const official = fitting.filter(each => each.post !== undefined);
  if (official.length > 0)
    return ofOneUnit(
      official.filter(each => each.standsInFor === undefined),
      official,
    );
  return role === undefined ? fitting.find(each => each.role === 'applicant') : fitting[0];
}

const ofOneUnit = (own: readonly Capacity[], all: readonly Capacity[]): Capacity | undefined => {
  const among = own.length > 0 ? own : all;
  return new Set(among.map(each => each.unit)).size === 1 ? among[0] : undefined;
};
