import type { CaseRecord } from '../../db/cases/cases.ts';
import type { DeskCount } from '../../db/cases/desk-counts.ts';
import type { ModeFigures } from '../../db/cases/mode-figures.ts';
import type { OutboxMessage } from '../../db/outbox/outbox.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import type { CheckView } from '../../domain/case/capabilities/completeness/view.ts';
import type { ModeUse } from '../../domain/case/capabilities/modes/view.ts';
import type { Suspension } from '../../domain/case/state.ts';
import type { CaseView, DocumentView } from '../../domain/case/view.ts';
import type { Attribution, ChargedDay, Share } from '../../domain/clock/attribution.ts';
import type { Paper, Reason } from '../../domain/values.ts';

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
/** A part of a case with the procedure that names it. */
type OfProcedure<T> = T & { readonly procedure: string };
/** What anybody may know of a case by its number and query code: no names. */
interface PublicStatus {
  readonly record: KnownCase;
}
/** An attribution with the clock that it is of, and the instant as of which it is told. */
export interface Attributed extends Attribution {
  readonly clock: string;
  readonly asOf: Instant;
}
export interface Accepted {
  /** Null where a repeat is answered to who may not see the case any more. */
  readonly case: KnownCase | null;
  readonly commandId: string;
}

/** How far a case has come with those that it opens. */
type Progress = NonNullable<CaseView['children']> & { readonly parent: string };
/** A case before or after another one. */
type LinkedCase = NonNullable<CaseView['follows']>;

export interface CaseObjects {
  Case: KnownCase;
  Rating: NonNullable<CaseView['rating']>;
  Urging: NonNullable<CaseView['urgings']>[number];
  Appeal: NonNullable<CaseView['appeals']>[number];
  CaseCount: DeskCount;
  PublicCaseStatus: PublicStatus;
  Suspension: Suspension;
  ChildrenProgress: Progress;
  FollowUp: LinkedCase;
  Attribution: Attributed;
  UnitDays: Share;
  ChargedDay: ChargedDay;
  Document: Of<DocumentView>;
  CompletenessCheck: OfProcedure<CheckView>;
  ModeUse: ModeUse;
  ModeFigures: ModeFigures;
  Permit: CaseView['permits'][number];
  Defect: OfProcedure<CaseView['defects'][number]>;
  Paper: Of<Paper>;
  Reason: Reason;
  Message: OutboxMessage;
  Accepted: Accepted;
}
