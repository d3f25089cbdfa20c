import { sql } from 'kysely';
import { defined } from '../../domain/defined.ts';
import type { ClockView, StepView } from '../../domain/case/view.ts';
import type { Colour } from '../../domain/case/vocabulary.ts';
import type { Db } from '../client.ts';
import { json, nullable } from '../column.ts';
import { among, one } from '../conditions.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from './summary.ts';

export interface StepItem {
  readonly case: CaseSummary;
  readonly step: StepView;
  /** The step's own clock, while it has one. */
  readonly clock?: ClockView;
}
const stepShape = { ...summaryShape, step: json<StepView>(), clock: nullable(json<ClockView>()) };

export interface InboxFilter {
  readonly procedure?: string;
  readonly states?: readonly StepView['state'][];
  readonly claimedBy?: string;
  /** Waiting for what this person may do: proposals that they have not signed, in cases of none of these applicants. */
  readonly confirmableBy?: {
    readonly person: string;
    readonly stages: readonly string[];
    readonly notOf: readonly string[];
  };
  /** Of the step's own clock. */
  readonly colours?: readonly Colour[];
}

const confirmable = (by: InboxFilter['confirmableBy']) =>
  by === undefined
    ? []
    : [
        sql`s.state = 'proposed' and not (s.view->'proposal'->'people' ? ${by.person})`,
        sql`s.view->'proposal'->>'next' = any(${[...by.stages]}::text[])`,
        sql`c.applicant <> all(${[...by.notOf]}::text[])`,
      ];

/** The inbox of a unit: its open steps, those with priority first (绿色通道), then those that wait longest. */
export async function inbox(db: Db, unit: string, filter: InboxFilter, request: PageRequest): Promise<Page<StepItem>> {
  return readPage(
    db,
    {
      name: 'inbox',
      shape: stepShape,
      columns: sql`${summaryColumns}, s.view as step, k.view as clock`,
      order: ['s.queued_at', 's.case_id', 's.step'],
      from: sql`case_step s join "case" c on c.id = s.case_id
      left join case_clock k on k.case_id = s.case_id and k.clock = 'step:' || s.step`,
      where: [
        sql`s.open`,
        ...one('s.unit', unit),
        ...one('c.procedure', filter.procedure),
        ...among('s.state', filter.states),
        ...one('s.claimed_by', filter.claimedBy),
        ...among('k.colour', filter.colours),
        ...confirmable(filter.confirmableBy),
      ],
      item: row => ({
        case: summaryOf(row),
        step: row.step,
        ...defined({ clock: row.clock ?? undefined }),
      }),
    },
    request,
  );
}
