import { unifiedWindow, type Unit } from './directory.ts';
import { placesFrom, regionOf } from './places.ts';

/** The unit for which a name stands, or why it stands for none. */
export type Resolved =
  | { readonly unit: string }
  | { readonly fault: 'none' }
  /** The unit that plays the role in the place has none of the role above it. */
  | { readonly fault: 'noUpper'; readonly below: string }
  | { readonly fault: 'several'; readonly found: readonly string[] };

const prefix = 'upper.';

/** How a procedure names the unit of a role one level above the one that plays it in the place of the case. */
export const upperName = <const R extends string>(role: R): `upper.${R}` => `${prefix}${role}`;

/** The role whose unit above is meant by a name; undefined where the name is a role itself. */
export const roleBelow = (name: string): string | undefined =>
  name.startsWith(prefix) ? name.slice(prefix.length) : undefined;

/**
 * The unit that plays a role, else the one of that id. In a place it is the nearest one at the place or above it, and
 * of `upper(role)` the nearest one above that. Without a place it is the only one of the directory.
 */
export function resolveRole(units: readonly Unit[], name: string, place?: string): Resolved {
  const role = roleBelow(name);
  if (role !== undefined) return resolveUpper(units, role, place);
  const playing = units.filter(each => each.role === name);
  const ways = place === undefined ? undefined : placesFrom(units, place);
  const found = ways ? nearest(units, playing, ways) : playing;
  if (found.length > 1) return { fault: 'several', found: found.map(each => each.id) };
  const chosen = found[0] ?? units.find(each => each.id === name && (!ways || ways.includes(regionOf(units, each))));
  return chosen ? { unit: chosen.id } : { fault: 'none' };
}

function resolveUpper(units: readonly Unit[], role: string, place: string | undefined): Resolved {
  const below = resolveRole(units, role, place);
  if ('fault' in below) return below;
  const region = regionOf(
    units,
    units.find(each => each.id === below.unit)!,
  );
  const playing = units.filter(each => each.id !== below.unit && (each.role === role || each.id === role));
  const found = region === undefined ? [] : nearest(units, playing, placesFrom(units, region).slice(1));
  if (found.length > 1) return { fault: 'several', found: found.map(each => each.id) };
  return found[0] ? { unit: found[0].id } : { fault: 'noUpper', below: below.unit };
}

function nearest(
  units: readonly Unit[],
  among: readonly Unit[],
  places: readonly (string | undefined)[],
): readonly Unit[] {
  for (const place of places) {
    const found = among.filter(each => regionOf(units, each) === place);
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether a unit is a window that accepts and hands over (综合窗口), of the district or of a place in it. */
export const isUnifiedWindow = ({ id, role }: Pick<Unit, 'id' | 'role'>): boolean =>
  id === unifiedWindow || role === unifiedWindow;
