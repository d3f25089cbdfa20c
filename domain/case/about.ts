import { holdsInside, isOfficialField, officialsIn, type AnyProcedure } from '../procedure/procedure.ts';

const naming = new WeakMap<AnyProcedure, boolean>();

/** Whether a procedure asks whom its cases are about: most do not, and their forms are not looked through. */
function hasOfficials(procedure: AnyProcedure): boolean {
  const known = naming.get(procedure) ?? holdsInside(procedure.form, isOfficialField);
  naming.set(procedure, known);
  return known;
}

/** The officials whom a case is about by its form (被投诉人): they keep out of it. */
export const aboutWhom = (procedure: AnyProcedure, form: unknown): readonly string[] =>
  hasOfficials(procedure) ? [...new Set(officialsIn(procedure.form, form).map(({ id }) => id))] : [];
