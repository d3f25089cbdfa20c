import { sql } from 'kysely';
import { defined } from '../../domain/defined.ts';
import type { ClockView, StepView } from '../../domain/case/view.ts';
import type { Colour } from '../../domain/case/vocabulary.ts';
import { type BoundedList, countBounded, readBounded } from '../bounded-list.ts';
import type { Db } from '../client.ts';
import { json, nullable } from '../column.ts';
import { among, branchesOf, one } from '../conditions.ts';
import type { Page, PageRequest } from '../page.ts';
import { type CaseSummary, summaryColumns, summaryOf, summaryShape } from './summary.ts';

export interface StepItem {
  readonly case: CaseSummary;
  readonly step: StepView;
  /** The step's own clock, while it has one. */
  readonly clock?: ClockView;
}
const stepShape = { ...summaryShape, step: json<StepView>(), clock: nullable(json<ClockView>()) };

/** By what is due first, or by what waits longest; what has priority (绿色通道) goes before either. */
export type StepOrder = 'due' | 'opened';

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
  readonly order?: StepOrder;
}

const confirmable = (by: InboxFilter['confirmableBy']) =>
  by === undefined
    ? []
    : [
        sql`not (s.view->'proposal'->'people' ? ${by.person})`,
        sql`s.view->'proposal'->>'next' = any(${[...by.stages]}::text[])`,
        sql`(select applicant from "case" where id = s.case_id) <> all(${[...by.notOf]}::text[])`,
      ];

/** The states of a step that is open. */
const openStates: readonly StepView['state'][] = ['ready', 'claimed', 'proposed', 'paused'];

/** The inbox of a unit: its open steps, those with priority first (绿色通道). */
function inboxList(unit: string, filter: InboxFilter): BoundedList<typeof stepShape, StepItem> {
  const { claimedBy, colours, order = 'opened', confirmableBy: by } = filter;
  const states = by ? (['proposed'] as const) : filter.states;
  const base = [sql`s.open`, ...one('s.unit', unit)];
  const [ofStates, ofColours] = [among('s.state', states), among('s.colour', colours)];
  const candidates =
    claimedBy !== undefined
      ? { branches: [[...base, ...one('s.claimed_by', claimedBy)]], filters: [...ofStates, ...ofColours] }
      : order === 'opened'
        ? { branches: [base], filters: [...ofStates, ...ofColours] }
        : colours
          ? { branches: branchesOf('s.colour', colours, base), filters: ofStates }
          : { branches: branchesOf('s.state', states ?? openStates, base), filters: [] };
  return {
    name: order === 'due' ? 'inbox by due' : 'inbox',
    table: 'case_step',
    alias: 's',
    shape: stepShape,
    columns: sql`${summaryColumns}, s.view as step, k.view as clock`,
    joined: sql`join "case" c on c.id = s.case_id
      left join case_clock k on k.case_id = s.case_id and k.clock = 'step:' || s.step`,
    order: [order === 'due' ? 's.due_by' : 's.queued_at', 's.case_id', 's.step'],
    branches: candidates.branches,
    filters: [...candidates.filters, ...one('s.procedure', filter.procedure), ...confirmable(by)],
    // Whose case it is, its own row says.
    ...(by && { candidates: 400 }),
    narrowBy: ['colours', 'states', 'claimedBy'],
    item: row => ({
      case: summaryOf(row),
      step: row.step,
      ...defined({ clock: row.clock ?? undefined }),
    }),
  };
}

export const inbox = (db: Db, unit: string, filter: InboxFilter, request: PageRequest): Promise<Page<StepItem>> =>
  readBounded(db, inboxList(unit, filter), request);

/** How many steps an inbox has; undefined where too many would have to be looked at. */
export const countInbox = (db: Db, unit: string, filter: InboxFilter): Promise<number | undefined> =>
  countBounded(db, inboxList(unit, filter));
