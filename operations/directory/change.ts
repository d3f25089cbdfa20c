import type { Db } from '../../db/client.ts';
import { beginRepin, repinKey, usualRepinRate } from '../../db/directory/repins.ts';
import { changeDirectory, type DirectoryAct, type DirectoryVersion } from '../../db/directory/versions.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import { regionsOf } from '../../domain/directory/places.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { defined } from '../../domain/defined.ts';
import {
  issuesInDirectory,
  levelsAbove,
  pinnedUnits,
  placesOfLead,
  type AnyProcedure,
  type LevelAbove,
} from '../../domain/procedure/procedure.ts';

interface Changing {
  readonly db: Db;
  readonly procedures: ReadonlyMap<string, AnyProcedure>;
}

export interface ChangeOptions {
  /** Open cases that are re-pinned in a second. */
  readonly rate?: number;
}

/**
 * Changes the directory. Where roles of procedures then stand for other units, every open case of these procedures gets
 * the command to stand by the new version, in the same transaction; workers bring it to them.
 * @throws Refused what `changeDirectory` refuses
 */
export const changeAndRepin = (
  { db, procedures }: Changing,
  act: DirectoryAct,
  acting: DirectoryActing,
  { rate = usualRepinRate }: ChangeOptions = {},
): Promise<DirectoryVersion> =>
  changeDirectory(db, act, acting, async (tx, { version, before, after }) => {
    const payloads = payloadsOf(procedures, { before: before.units, after: after.units }, version, act.reason);
    if (Object.keys(payloads).length === 0) return;
    await beginRepin(tx, { version, payloads, actor: { person: act.by, role: 'administrator' }, rate });
  });

/**
 * The command of each procedure, in each place, whose roles stand for other units; where it lacks a unit its cases keep
 * what they have.
 */
function payloadsOf(
  procedures: ReadonlyMap<string, AnyProcedure>,
  { before, after }: { readonly before: readonly Unit[]; readonly after: readonly Unit[] },
  directory: number,
  reason: string,
): Readonly<Record<string, string>> {
  const places = [undefined, ...new Set([...regionsOf(before), ...regionsOf(after)])];
  return Object.fromEntries(
    [...procedures.values()].flatMap(procedure =>
      places.flatMap(place => {
        const was = pinsIn(procedure, before, place);
        const is = pinsIn(procedure, after, place);
        if (is === undefined || (was !== undefined && canonicalJson(was) === canonicalJson(is))) return [];
        const payload = canonicalJson({ type: 'repin', directory, reason, ...is });
        return [[repinKey(procedure.id, place), payload]];
      }),
    ),
  );
}

const aboveIn = (procedure: AnyProcedure, units: readonly Unit[], place: string | undefined) => {
  const above = levelsAbove(procedure, units, place);
  return above.length > 0 ? above : undefined;
};

const pinsIn = (
  procedure: AnyProcedure,
  units: readonly Unit[],
  place: string | undefined,
): { readonly units: Readonly<Record<string, string>>; readonly above?: readonly LevelAbove[] } | undefined => {
  const isElsewhere = place === undefined && placesOfLead(procedure, units).length > 1;
  return isElsewhere || issuesInDirectory(procedure, { units }, place).length > 0
    ? undefined
    : { units: pinnedUnits(procedure, units, place), ...defined({ above: aboveIn(procedure, units, place) }) };
};
