import type { DeadLetter } from '../../db/commands/recovery.ts';
import type { Incident } from '../../db/operations/incidents.ts';
import type { Repair } from '../../db/operations/repairs.ts';

export interface RepairObjects {
  DeadLetter: DeadLetter;
  Incident: Incident;
  Repair: Repair;
}
