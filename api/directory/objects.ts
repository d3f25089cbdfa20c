import type { Repin } from '../../db/directory/repins.ts';
import type { DirectoryVersion, StoredChange } from '../../db/directory/versions.ts';
import type { Absence, Delegation, Holding, Relation, Unit } from '../../domain/directory/directory.ts';

export interface DirectoryObjects {
  Unit: Unit;
  Holding: Holding;
  Absence: Absence;
  Relation: Relation;
  Delegation: Delegation;
  DirectoryVersion: DirectoryVersion;
  DirectoryChange: StoredChange;
  Repinning: Repin;
}
