import DataLoader from 'dataloader';
import { readCases, type CaseRecord } from '../../db/cases/cases.ts';
import type { Db } from '../../db/client.ts';
import { applicantsOf } from '../../db/directory/delegations.ts';
import { namesOf } from '../../db/directory/directory.ts';
import { readUnits } from '../../db/directory/units.ts';
import { readPersonal } from '../../db/commands/personal.ts';
import { readFiles, type StoredFile } from '../../db/files/files.ts';
import { readParties } from '../../db/parties/parties.ts';
import type { Party } from '../../domain/parties/party.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import { resolveRole } from '../../domain/directory/roles.ts';
import { placesOfLead, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { engine } from '../../domain/values.ts';
import type { Viewer } from '../viewer/viewer.ts';

export interface Loaders {
  readonly case: DataLoader<string, CaseRecord | undefined>;
  /** The personal fields kept under a reference; undefined once they are erased. */
  readonly personal: DataLoader<string, Readonly<Record<string, unknown>> | undefined>;
  /** A unit that the directory lacks is shown by its id; the engine, which sends reminders (电子监察), is none of it. */
  readonly unit: DataLoader<string, Unit>;
  /** The units of the directory. */
  units(this: void): Promise<readonly Unit[]>;
  /**
   * The unit for which a name of a procedure stands where its only lead is: that plays the role, else of that id;
   * undefined where several lead and it depends on the place of the case.
   */
  playing(this: void, name: string, procedure: AnyProcedure): Promise<Unit | undefined>;
  readonly party: DataLoader<string, Party | undefined>;
  readonly file: DataLoader<string, StoredFile | undefined>;
  readonly personName: DataLoader<string, string | null>;
  /** The applicants for whom the viewer may act now. */
  delegators(this: void): Promise<readonly string[]>;
}

/** Loaders for one request: what one request read is never shown to another. */
export function createLoaders(db: Db, viewer: Viewer | undefined, now: () => number = Date.now): Loaders {
  let units: Promise<readonly Unit[]> | undefined;
  const unitsOnce = () => (units ??= readUnits(db));
  const unit = new DataLoader<string, Unit>(async ids => {
    const known = await unitsOnce();
    return ids.map(
      id =>
        known.find(each => each.id === id) ?? {
          id,
          title: id === engine.person ? '电子监察系统' : id,
          kind: 'department',
        },
    );
  });
  let delegators: Promise<readonly string[]> | undefined;
  return {
    case: new DataLoader(async ids => {
      const found = new Map((await readCases(db, ids)).map(record => [record.view.case, record]));
      return ids.map(id => found.get(id));
    }),
    personal: new DataLoader(async references => {
      const found = new Map((await readPersonal(db, references)).map(each => [each.reference, each.fields]));
      return references.map(reference => found.get(reference));
    }),
    unit,
    units: unitsOnce,
    playing: async (name, procedure) => {
      const known = await unitsOnce();
      const [place, ...others] = placesOfLead(procedure, known);
      const resolved = resolveRole(known, name, others.length === 0 ? place : undefined);
      if ('fault' in resolved && resolved.fault !== 'none') return undefined;
      return unit.load('unit' in resolved ? resolved.unit : name);
    },
    party: new DataLoader(async ids => {
      const found = new Map((await readParties(db, ids)).map(each => [each.id, each]));
      return ids.map(id => found.get(id));
    }),
    file: new DataLoader(async ids => {
      const found = new Map((await readFiles(db, ids)).map(each => [each.id, each]));
      return ids.map(id => found.get(id));
    }),
    personName: new DataLoader(async ids => {
      const names = await namesOf(db, ids);
      return ids.map(id => names.get(id) ?? null);
    }),
    delegators: () => (delegators ??= viewer ? applicantsOf(db, viewer.person, now()) : Promise.resolve([])),
  };
}
