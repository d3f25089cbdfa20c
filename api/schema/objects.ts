import type { CaseEvent, EventOf } from '../../domain/case/event.ts';
import type { Actor, Paper, Reason } from '../../domain/values.ts';
import type { Suspension } from '../../domain/case/state.ts';
import type { CaseView, ClockView, DocumentView, InstrumentView, StepView } from '../../domain/case/view.ts';
import type { Attribution, ChargedDay, Share } from '../../domain/clock/attribution.ts';
import type { Limit } from '../../domain/clock/limit.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import type { Material } from '../../domain/procedure/language/material.ts';
import type { Special } from '../../domain/procedure/language/policy.ts';
import type { AnyProcedure, Extension } from '../../domain/procedure/procedure.ts';
import type { StepDefinition } from '../../domain/procedure/language/step.ts';
import type { CaseRecord } from '../../db/cases/cases.ts';
import type { OutboxMessage } from '../../db/outbox/outbox.ts';
import type { RegisteredVersion } from '../../db/calendars/calendars.ts';
import type { Publication } from '../../db/calendars/publications.ts';
import type { Incident } from '../../db/operations/incidents.ts';
import type { DeadLetter } from '../../db/commands/recovery.ts';
import type { Repair } from '../../db/operations/repairs.ts';
import type { Override } from '../../domain/calendar/calendar.ts';
import type { PublicationImpact, ForeseenChange } from '../../operations/calendar/publication-impact.ts';
import type { Viewer } from '../viewer/viewer.ts';
import type { ToldIssue } from '../error/errors.ts';

/**
 * A case as it is read. Right after an act its revision is not told by the reply: it is looked up when somebody asks
 * for it.
 */
export type KnownCase = Omit<CaseRecord, 'revision'> & { readonly revision?: number };
/** A part of a case together with its case: titles, permissions and links need both. */
export interface Of<T> {
  readonly case: KnownCase;
  readonly it: T;
}
/** Something that a procedure declares, by its name. */
export interface Named<T> {
  readonly name: string;
  readonly procedure: AnyProcedure;
  readonly it: T;
}
export interface LoggedEvent {
  readonly seq: number;
  readonly event: CaseEvent;
}
/** What anybody may know of a case by its number and query code: no names. */
export interface PublicStatus {
  readonly record: KnownCase;
}
/** An attribution with the clock that it is of, and the instant as of which it is told. */
export interface Attributed extends Attribution {
  readonly clock: string;
  readonly asOf: Instant;
}
export interface Accepted {
  readonly case: KnownCase;
  readonly commandId: string;
}

/** What the resolvers of each object type are given. */
export interface Objects {
  Case: KnownCase;
  Clock: Of<ClockView>;
  Pause: ClockView['pauses'][number];
  Suspension: Suspension;
  Attribution: Attributed;
  UnitDays: Share;
  ChargedDay: ChargedDay;
  Step: Of<StepView>;
  Document: Of<DocumentView>;
  Permit: CaseView['permits'][number];
  Instrument: Of<InstrumentView>;
  Addressee: InstrumentView['addressees'][number];
  Defect: CaseView['defects'][number];
  Paper: Of<Paper>;
  Reason: Reason;
  Limit: Limit;
  Event: Of<LoggedEvent>;
  RecomputedClock: EventOf<'recomputed'>['data']['clocks'][number];
  Actor: Actor;
  Procedure: AnyProcedure;
  ProcedureLimits: AnyProcedure;
  ProcedureStep: Named<StepDefinition>;
  ProcedureMaterial: Named<Material>;
  ProcedureSpecial: Named<Special>;
  ProcedurePermit: Named<string>;
  Extension: Extension;
  Unit: Unit;
  Viewer: Viewer;
  PublicCaseStatus: PublicStatus;
  DeadLetter: DeadLetter;
  Incident: Incident;
  Repair: Repair;
  Calendar: { readonly calendar: string; readonly versions: readonly RegisteredVersion[] };
  CalendarVersion: RegisteredVersion;
  CalendarDay: Override;
  Publication: Publication;
  PublicationPreview: PublicationImpact;
  ClockChange: ForeseenChange;
  Accepted: Accepted;
  Message: OutboxMessage;
  /** The supervisor's view: its lists are asked one by one. */
  Supervision: object;
  Issue: ToldIssue;
}
