import type { Issue } from '../../domain/issue.ts';
import type { Line } from '../../domain/clock/explain/explanation.ts';
import type { ActionObjects } from '../action/objects.ts';
import type { CalendarObjects } from '../calendar/objects.ts';
import type { CaseObjects } from '../case/objects.ts';
import type { ChangeObjects } from '../change/objects.ts';
import type { ClockObjects } from '../clock/objects.ts';
import type { DirectoryObjects } from '../directory/objects.ts';
import type { DraftObjects } from '../draft/objects.ts';
import type { EventObjects } from '../event/objects.ts';
import type { FileObjects } from '../file/objects.ts';
import type { InstrumentObjects } from '../instrument/objects.ts';
import type { PartyObjects } from '../party/objects.ts';
import type { ProcedureObjects } from '../procedure/objects.ts';
import type { RepairObjects } from '../repair/objects.ts';
import type { ScheduleObjects } from '../schedule/objects.ts';
import type { StepObjects } from '../step/objects.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** What the resolvers of each object type are given. */
export interface Objects
  extends
    ActionObjects,
    CalendarObjects,
    CaseObjects,
    ChangeObjects,
    ClockObjects,
    DirectoryObjects,
    DraftObjects,
    EventObjects,
    FileObjects,
    InstrumentObjects,
    PartyObjects,
    ProcedureObjects,
    RepairObjects,
    ScheduleObjects,
    StepObjects {
  ExplanationLine: Line;
  Viewer: Viewer;
  Issue: Issue;
}
