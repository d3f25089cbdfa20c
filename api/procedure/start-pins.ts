import type { Unit } from '../../domain/directory/directory.ts';
import { regionOf } from '../../domain/directory/places.ts';
import { isUnifiedWindow } from '../../domain/directory/roles.ts';
import type { CreditGrade } from '../../domain/parties/party.ts';
import { type DirectoryNow, type Pins as DirectoryPins, pinsFor, refusalAt } from '../../operations/directory/pins.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { refusalOf, Refused } from '../../domain/refusal.ts';
import type { Context } from '../schema/context.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { DevelopmentOnly, RefusedByCase } from '../error/errors.ts';
import { current, startOf } from '../form/names.ts';
import type { StartInput } from './start-input.ts';

/**
 * Applications are received under the version in force, where the directory has its units; otherwise only a repeat of
 * what was filed before is answered.
 */
export function requireReceiving(
  { procedures }: Context,
  procedure: AnyProcedure,
  units: readonly Unit[],
  place: string | undefined,
): void {
  const inForce = current(procedures).find(({ name }) => name === procedure.name);
  const refusal = refusalAt(procedure, units, place);
  if (inForce === procedure) {
    if (refusal) throw new RefusedByCase(refusal);
    return;
  }
  if (!inForce) return;
  throw new RefusedByCase(
    refusalOf('procedure.notInForce', {
      found: procedure.id,
      expected: inForce.id,
      mutation: startOf(inForce),
    }),
  );
}

/** Where the case is: in the place that is named, else in that of the window that files it. */
export function placeOf(units: readonly Unit[], viewer: Viewer, { place, modes }: StartInput): string | undefined {
  // 异地代收: the window of another place files it for this one.
  if (place != null || viewer.role !== 'window-clerk' || modes?.includes('crossRegion')) return place ?? undefined;
  const window = units.find(({ id }) => id === viewer.unit);
  return window && isUnifiedWindow(window) ? regionOf(units, window) : undefined;
}

export function pinsOf(directory: DirectoryNow, procedure: AnyProcedure, place: string | undefined): DirectoryPins {
  try {
    return pinsFor(directory, procedure, place);
  } catch (error) {
    throw error instanceof Refused ? new RefusedByCase(error.refusal) : error;
  }
}

/** What the door pins of directory and register: units, version, the credit of the applicant. */
export interface Pins extends DirectoryPins {
  readonly creditGrade?: CreditGrade;
}

/** What the register says of the applicant's credit, where a mode of the procedure is guarded by it. */
export async function creditGradeOf(
  { loaders }: Context,
  { modes: { tolerant, commitment, fastLane } }: AnyProcedure,
  applicant: string,
): Promise<CreditGrade | undefined> {
  if (!tolerant && !commitment && !fastLane) return undefined;
  return (await loaders.party.load(applicant))?.creditGrade;
}

/**
 * How far the case's time is from the clock, ahead or behind; only on a development stack. Of a repeat the first one's
 * holds.
 */
export function offsetOf({ development }: Context, { developmentTime }: StartInput): number {
  if (developmentTime == null) return 0;
  if (!development) throw new DevelopmentOnly('developmentTime');
  return developmentTime - Date.now();
}
