import { desksOf } from '../../domain/case/desks.ts';
import type { CaseView, ClockView } from '../../domain/case/view.ts';
import type { CaseRest } from '../schema.ts';
import { iso } from '../values.ts';

/** What has rows of its own is left out of the case's. */
const inRows = {
  clocks: undefined,
  steps: undefined,
  instruments: undefined,
  documents: undefined,
  permits: undefined,
};

const isAhead = ({ state, breachedAt }: ClockView): boolean => state === 'running' && breachedAt === undefined;

/** The earliest due of the clocks that run and are not breached, as text; null where there is none. */
function nextDueOf({ clocks }: CaseView): string | null {
  const dues = clocks.filter(isAhead).flatMap(clock => clock.due ?? []);
  return dues.length === 0 ? null : iso(Math.min(...dues));
}

/** The columns of a case that its view gives, in the form that `jsonb_populate_record` takes. */
export const caseRow = (view: CaseView) => {
  const { steps } = view;
  return {
    number: view.number,
    procedure: view.procedure,
    title: view.title,
    lead: view.lead,
    applicant: view.applicant,
    calendar: view.calendar,
    units: [...new Set([view.lead, ...steps.flatMap(step => step.unit ?? [])])],
    status: view.status,
    acceptance: view.acceptance ?? null,
    colour: view.colour,
    extended: view.extended,
    unlawful: view.unlawful,
    closed: view.closed,
    received_at: iso(view.receivedAt),
    ended_at: view.endedAt === undefined ? null : iso(view.endedAt),
    next_due: nextDueOf(view),
    view: { ...view, ...inRows } as CaseRest,
  };
};

/**
 * The tables beside the case: the column that names a row within its case, the columns that lists go by, and the rows
 * of a view.
 */
const parts = [
  {
    table: 'case_clock',
    key: 'clock',
    columns: ['position', 'kind', 'unit', 'step', 'state', 'colour', 'due', 'breached_at', 'view'],
  },
  {
    table: 'case_step',
    key: 'step',
    columns: ['position', 'unit', 'state', 'open', 'opened_at', 'claimed_by', 'view'],
  },
  {
    table: 'instrument',
    key: 'instrument',
    columns: ['position', 'level', 'authority', 'unit', 'state', 'opened_at', 'view'],
  },
  { table: 'case_document', key: 'document', columns: ['position', 'at', 'view'] },
  { table: 'permit', key: 'permit', columns: ['position', 'state', 'view'] },
  {
    table: 'case_desk',
    key: 'desk',
    columns: ['acts', 'due', 'opened_at', 'received_at', 'status', 'colour', 'closed'],
  },
] as const;
export type Part = (typeof parts)[number];

const open = ['ready', 'claimed', 'paused'];

const rowsOf = {
  case_clock: (view: CaseView) =>
    view.clocks.map(each => ({
      clock: each.clock,
      kind: each.kind,
      unit: each.unit,
      step: each.step,
      state: each.state,
      colour: each.colour,
      due: each.due === undefined ? null : iso(each.due),
      breached_at: each.breachedAt === undefined ? null : iso(each.breachedAt),
      view: each,
    })),
  case_step: (view: CaseView) =>
    view.steps.map(each => ({
      step: each.step,
      unit: each.unit,
      state: each.state,
      open: open.includes(each.state),
      opened_at: iso(each.openedAt),
      claimed_by: each.claimedBy,
      view: each,
    })),
  instrument: (view: CaseView) =>
    view.instruments.map(each => ({
      instrument: each.instrument,
      level: each.level,
      authority: each.authority,
      unit: each.unit,
      state: each.state,
      opened_at: iso(each.openedAt),
      view: each,
    })),
  case_document: (view: CaseView) =>
    view.documents.map(each => ({ document: each.document, at: iso(each.at), view: each })),
  case_desk: (view: CaseView) =>
    desksOf(view).map(({ desk, acts, openedAt, due }) => ({
      desk,
      acts,
      due: due === undefined ? null : iso(due),
      opened_at: iso(openedAt),
      received_at: iso(view.receivedAt),
      status: view.status,
      colour: view.colour,
      closed: view.closed,
    })),
  permit: (view: CaseView) => view.permits.map(each => ({ permit: each.permit, state: each.state, view: each })),
};

/** Each table with the rows that it shall hold for the case, as JSON. */
export const partsOf = (caseId: string, view: CaseView): readonly (Part & { readonly rows: string })[] =>
  parts.map(part => ({
    ...part,
    rows: JSON.stringify(rowsOf[part.table](view).map((row, position) => ({ case_id: caseId, position, ...row }))),
  }));
