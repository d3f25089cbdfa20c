import type { AnyProcedure } from './language/definition.ts';

/** The highest version of each procedure, by its name. */
export function newestOfEach(procedures: Iterable<AnyProcedure>): ReadonlyMap<string, AnyProcedure> {
  const newest = new Map<string, AnyProcedure>();
  for (const procedure of procedures)
    if ((newest.get(procedure.name)?.version ?? 0) < procedure.version) newest.set(procedure.name, procedure);
  return newest;
}
