import type { Unit } from './directory.ts';

/** The region that a unit serves: its own, else its nearest ancestor's; undefined where none is said: it serves all. */
export function regionOf(units: readonly Unit[], unit: Unit): string | undefined {
  for (const each of [unit, ...ancestorsOf(units, unit)]) if (each.region !== undefined) return each.region;
  return undefined;
}

/** Every region of which some unit is. */
export const regionsOf = (units: readonly Unit[]): readonly string[] => [
  ...new Set(units.flatMap(({ region }) => region ?? [])),
];

/**
 * A place and those above it, the nearest first: 乡镇, 区县, 市, 省. The last one is `undefined`, which is everywhere.
 * What lies above a region is the region of the nearest unit above one of its own.
 */
export function placesFrom(units: readonly Unit[], place: string): readonly (string | undefined)[] {
  const places: string[] = [];
  for (let each: string | undefined = place; each !== undefined && !places.includes(each);) {
    places.push(each);
    each = regionAbove(units, each);
  }
  return [...places, undefined];
}

function regionAbove(units: readonly Unit[], region: string): string | undefined {
  for (const unit of units.filter(each => each.region === region)) {
    const above = ancestorsOf(units, unit).find(each => each.region !== undefined && each.region !== region);
    if (above) return above.region;
  }
  return undefined;
}

/** Whether a unit is somewhere below another one. */
export const isBelow = (units: readonly Unit[], unit: Unit, above: string): boolean =>
  ancestorsOf(units, unit).some(({ id }) => id === above);

function ancestorsOf(units: readonly Unit[], unit: Unit): readonly Unit[] {
  const found: Unit[] = [];
  for (let each = parentOf(units, unit); each && each !== unit && !found.includes(each); each = parentOf(units, each))
    found.push(each);
  return found;
}

const parentOf = (units: readonly Unit[], { parent }: Unit): Unit | undefined =>
  parent === undefined ? undefined : units.find(({ id }) => id === parent);
