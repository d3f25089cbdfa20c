import { newestOfEach } from '../../domain/procedure/newest.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';

/** The versions of each procedure that is offered to applicants: the highest one. */
export const current = (procedures: ReadonlyMap<string, AnyProcedure>): readonly AnyProcedure[] =>
  [...newestOfEach(procedures.values()).values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** `restaurant-opening` → `RestaurantOpening`. */
export const pascal = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map(word => word[0]!.toUpperCase() + word.slice(1))
    .join('');

/**
 * What every name made for a procedure begins with: `RestaurantOpeningV1`. It holds the version always, so that
 * releasing the next one renames nothing.
 */
export const prefixOf = ({ name, version }: Pick<AnyProcedure, 'name' | 'version'>): string =>
  `${pascal(name)}V${version}`;

/** The field of `FormInput` for the form of a procedure: `restaurantOpeningV1`. */
export const formFieldOf = (procedure: Pick<AnyProcedure, 'name' | 'version'>): string => {
  const prefix = prefixOf(procedure);
  return `${prefix[0]!.toLowerCase()}${prefix.slice(1)}`;
};

/** The start mutation of one version, and the one that means the version in force. */
export const startOf = (procedure: Pick<AnyProcedure, 'name' | 'version'>): string => `start${prefixOf(procedure)}`;
export const currentStartOf = ({ name }: Pick<AnyProcedure, 'name'>): string => `start${pascal(name)}`;
