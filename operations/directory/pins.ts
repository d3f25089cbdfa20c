import type { Db } from '../../db/client.ts';
import { directoryVersion, readUnits } from '../../db/directory/units.ts';
import { issuesInDirectory, pinnedUnits, type AnyProcedure } from '../../domain/procedure/procedure.ts';

/** What a case pins of the directory: the units for which the roles of its procedure stand, and by which version. */
export interface Pins {
  readonly units?: Readonly<Record<string, string>>;
  readonly directory?: number;
}

/** Nothing where a role stands for no unit: then nothing new is received under the procedure. */
export async function pinsFor(db: Db, procedure: AnyProcedure): Promise<Pins> {
  // The version first: units that are newer than it are pinned again.
  const directory = await directoryVersion(db);
  const units = await readUnits(db);
  if (directory === 0 || issuesInDirectory(procedure, { units }).length > 0) return {};
  return { units: pinnedUnits(procedure, units), directory };
}
