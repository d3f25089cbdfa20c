import { defined } from '../../defined.ts';
import type { Unit } from '../../directory/directory.ts';
import { regionsOf } from '../../directory/places.ts';
import { refusalOf, type Refusal } from '../../refusal.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { rolesMissing, unavailableBecause } from './directory.ts';

/** Why a place, or a directory without one, does not serve a procedure: it is none, or a role has no unit there. */
export function unservedAt(procedure: AnyProcedure, units: readonly Unit[], place?: string): Refusal | undefined {
  const places = regionsOf(units);
  if (place !== undefined && !places.includes(place))
    return refusalOf('place.unknown', { found: place, expected: places });
  const found = unavailableBecause(procedure, units, place);
  if (found.length === 0) return undefined;
  const roles = rolesMissing(procedure, units, place);
  return refusalOf('procedure.unavailable', { procedure: procedure.id, found, roles, ...defined({ place }) });
}
