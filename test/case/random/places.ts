import type { Directory } from '../../../domain/directory/directory.ts';
import { demonstration } from '../../../domain/calendar/published.ts';
import { levelsAbove, pinnedUnits } from '../../../domain/procedure/procedure.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import type { Application } from '../../../domain/testing.ts';
import { units } from './plan.ts';

/** A town, its district and its city, each with a window and with a unit of every role. */
export const places = ['town', 'district', 'city'] as const;
export type Place = (typeof places)[number];

const above: Readonly<Record<Place, Place | undefined>> = { town: 'district', district: 'city', city: undefined };
const level = { town: 'township', district: 'district', city: 'city' } as const;

const tree: Directory['units'] = places.flatMap(place => {
  const parent = above[place];
  return [
    {
      id: `${place}-government`,
      title: place,
      kind: 'government',
      region: place,
      level: level[place],
      ...(parent && { parent: `${parent}-government` }),
    },
    { id: `${place}-hall`, title: place, kind: 'window', role: 'service-window', parent: `${place}-government` },
    ...units.map(
      role =>
        ({ id: `${place}-${role}`, title: role, kind: 'department', role, parent: `${place}-government` }) as const,
    ),
  ];
});

/** What the door pins for a case of a place. Below the city `upper(…)` stands for a unit. */
export function pinsIn(procedure: AnyProcedure, place: Place): NonNullable<Application<AnyProcedure>['pins']> {
  return {
    place,
    units: pinnedUnits(procedure, tree, place),
    above: levelsAbove(procedure, tree, place).map(each => ({ ...each, calendar: demonstration.version })),
    directory: 1,
  };
}

/** Whether a place has a unit above it for everything that a procedure names. */
export const isServed = (procedure: AnyProcedure, place: Place): boolean => {
  try {
    pinnedUnits(procedure, tree, place);
    return true;
  } catch {
    return false;
  }
};
