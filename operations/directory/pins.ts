import type { Db } from '../../db/client.ts';
import { versionsInForce } from '../../db/calendars/calendars.ts';
import { directoryVersion, readUnits } from '../../db/directory/units.ts';
import type { UpperLevel } from '../../domain/case/capabilities/forwarding/state.ts';
import type { CaseCalendars } from '../../domain/case/capabilities/limits/state.ts';
import { defined } from '../../domain/defined.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import {
  issuesInDirectory,
  levelsAbove,
  pinnedUnits,
  placesOfLead,
  type AnyProcedure,
} from '../../domain/procedure/procedure.ts';
import { unservedAt } from '../../domain/procedure/check/unserved.ts';
import { refusalOf, type Refusal } from '../../domain/refusal.ts';
import { calendarsFor, type CalendarsInForce } from '../calendar/versions-in-force.ts';

/** The units of the directory, the version that it had no later than them, and the calendars by which they count. */
export interface DirectoryNow extends CalendarsInForce {
  readonly version: number;
}

/** Read anew each time: what is published holds from then on, in every process. */
export async function readDirectoryNow(db: Db, deployment: string): Promise<DirectoryNow> {
  // The version first: units that are newer than it are pinned again.
  const version = await directoryVersion(db);
  const [units, versions] = await Promise.all([readUnits(db), versionsInForce(db)]);
  return { version, units, versions, deployment };
}

/**
 * What a case pins at its beginning: the units for which the roles of its procedure stand, by which version of the
 * directory, and the calendars by which they count.
 */
export interface Pins extends CaseCalendars {
  readonly units?: Readonly<Record<string, string>>;
  /** The region in which the case is, where that was said: by the window that files it, or by who applies. */
  readonly place?: string;
  /** The levels above it, of a procedure that may forward up. */
  readonly above?: UpperLevel[];
  readonly directory?: number;
}

/**
 * No units where a role stands for none: then nothing new is received under the procedure.
 * @throws Refused `calendar.unknown` where no version of a unit's calendar is published
 */
export function pinsFor(now: DirectoryNow, procedure: AnyProcedure, place?: string): Pins {
  const { version, units } = now;
  if (version === 0 || issuesInDirectory(procedure, { units }, place).length > 0) return calendarsFor(now, procedure);
  const above = levelsAbove(procedure, units, place).map(level => ({
    ...level,
    ...calendarsFor(now, procedure, level.units),
  }));
  const pinned = pinnedUnits(procedure, units, place);
  return {
    ...calendarsFor(now, procedure, pinned),
    units: pinned,
    directory: version,
    ...defined({ place, above: above.length > 0 ? above : undefined }),
  };
}

/**
 * Why nothing is received under a procedure in a place: it is none of the directory, it is not said and there are
 * several, or a role has no unit there.
 */
export function refusalAt(procedure: AnyProcedure, units: readonly Unit[], place?: string): Refusal | undefined {
  const unserved = unservedAt(procedure, units, place);
  if (unserved) return unserved;
  const offered = placesOfLead(procedure, units);
  return place === undefined && offered.length > 1
    ? refusalOf('place.needed', { procedure: procedure.id, expected: offered })
    : undefined;
}
