import type { Db } from '../../db/client.ts';
import { beginRepin, usualRepinRate } from '../../db/directory/repins.ts';
import { changeDirectory, type DirectoryAct, type DirectoryVersion } from '../../db/directory/versions.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { issuesInDirectory, pinnedUnits, type AnyProcedure } from '../../domain/procedure/procedure.ts';

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

/** The command of each procedure whose roles stand for other units; one that lacks a unit keeps what its cases have. */
function payloadsOf(
  procedures: ReadonlyMap<string, AnyProcedure>,
  { before, after }: { readonly before: readonly Unit[]; readonly after: readonly Unit[] },
  directory: number,
  reason: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...procedures].flatMap(([id, procedure]) => {
      const [was, is] = [pinsIn(procedure, before), pinsIn(procedure, after)];
      if (is === undefined || (was !== undefined && canonicalJson(was) === canonicalJson(is))) return [];
      return [[id, canonicalJson({ type: 'repin', directory, reason, units: is })]];
    }),
  );
}

const pinsIn = (procedure: AnyProcedure, units: readonly Unit[]): Readonly<Record<string, string>> | undefined =>
  issuesInDirectory(procedure, { units }).length > 0 ? undefined : pinnedUnits(procedure, units);
