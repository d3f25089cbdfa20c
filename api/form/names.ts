import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { pascal } from './input.ts';

/** The versions of each procedure that is offered to applicants: the highest one. */
export function current(procedures: ReadonlyMap<string, AnyProcedure>): readonly AnyProcedure[] {
  const newest = new Map<string, AnyProcedure>();
  for (const procedure of procedures.values()) {
    const known = newest.get(procedure.name);
    if (!known || known.version < procedure.version) newest.set(procedure.name, procedure);
  }
  return [...newest.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * What the types made for a procedure begin with: `RestaurantOpening`; for a version that is no longer offered
 * `RestaurantOpeningV1`.
 */
export const prefixOf = (procedure: AnyProcedure, procedures: ReadonlyMap<string, AnyProcedure>): string =>
  pascal(procedure.name) + (current(procedures).includes(procedure) ? '' : `V${procedure.version}`);
