import type { Db } from '../../db/client.ts';
import { directoryVersion, readUnits } from '../../db/directory/units.ts';
import { defined } from '../../domain/defined.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import { regionsOf } from '../../domain/directory/places.ts';
import {
  issuesInDirectory,
  levelsAbove,
  pinnedUnits,
  placesOfLead,
  rolesMissing,
  unavailableBecause,
  type AnyProcedure,
  type LevelAbove,
} from '../../domain/procedure/procedure.ts';
import { refusalOf, type Refusal } from '../../domain/refusal.ts';

/** What a case pins of the directory: the units for which the roles of its procedure stand, and by which version. */
export interface Pins {
  readonly units?: Readonly<Record<string, string>>;
  /** The region in which the case is, where that was said: by the window that files it, or by who applies. */
  readonly place?: string;
  /** The levels above it, of a procedure that may forward up. */
  readonly above?: readonly LevelAbove[];
  readonly directory?: number;
}

/** Nothing where a role stands for no unit: then nothing new is received under the procedure. */
export async function pinsFor(db: Db, procedure: AnyProcedure, place?: string): Promise<Pins> {
  // The version first: units that are newer than it are pinned again.
  const directory = await directoryVersion(db);
  const units = await readUnits(db);
  if (directory === 0 || issuesInDirectory(procedure, { units }, place).length > 0) return {};
  const above = levelsAbove(procedure, units, place);
  return {
    units: pinnedUnits(procedure, units, place),
    directory,
    ...defined({ place, above: above.length > 0 ? above : undefined }),
  };
}

/**
 * Why nothing is received under a procedure in a place: it is none of the directory, it is not said and there are
 * several, or a role has no unit there.
 */
export function refusalAt(procedure: AnyProcedure, units: readonly Unit[], place?: string): Refusal | undefined {
  const places = regionsOf(units);
  if (place !== undefined && !places.includes(place))
    return refusalOf('place.unknown', { found: place, expected: places });
  const found = unavailableBecause(procedure, units, place);
  if (found.length > 0) {
    const roles = rolesMissing(procedure, units, place);
    return refusalOf('procedure.unavailable', { procedure: procedure.id, found, roles, ...defined({ place }) });
  }
  const offered = placesOfLead(procedure, units);
  return place === undefined && offered.length > 1
    ? refusalOf('place.needed', { procedure: procedure.id, expected: offered })
    : undefined;
}
