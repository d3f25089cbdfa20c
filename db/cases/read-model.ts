import { millisecondsPerDay, type Instant } from '../../domain/calendar/day.ts';
import type { ViewUpdate } from '../../domain/case/case.ts';
import { desksOf, type Desk } from '../../domain/case/desks.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { type CaseRest, placedItems, type ViewPart } from '../../domain/case/view-change.ts';
import { defined } from '../../domain/defined.ts';
import { iso } from '../values.ts';

/**
 * The tables beside the case: the column that names a row within its case, the columns that lists go by, and the rows
 * of a view.
 */
const parts = [
  {
    table: 'case_clock',
    of: 'clocks',
    key: 'clock',
    columns: [
      'position',
      'kind',
      'procedure',
      'received_at',
      'unit',
      'step',
      'state',
      'colour',
      'due',
      'breached_at',
      'view',
    ],
  },
  {
    table: 'case_step',
    of: 'steps',
    key: 'step',
    columns: [
      'position',
      'procedure',
      'unit',
      'state',
      'open',
      'opened_at',
      'queued_at',
      'due_by',
      'colour',
      'claimed_by',
      'view',
    ],
  },
  {
    table: 'instrument',
    of: 'instruments',
    key: 'instrument',
    columns: ['position', 'level', 'authority', 'unit', 'state', 'opened_at', 'reply_due', 'view'],
  },
  { table: 'case_document', of: 'documents', key: 'document', columns: ['position', 'at', 'view'] },
  { table: 'permit', of: 'permits', key: 'permit', columns: ['position', 'state', 'view'] },
] as const;
type Part = (typeof parts)[number];

/** The desks of a case are few, and follow from all its parts: where one changes, all of them are given. */
const desks = {
  table: 'case_desk',
  key: 'desk',
  columns: [
    'acts',
    'due',
    'breached_at',
    'opened_at',
    'received_at',
    'procedure',
    'channel',
    'acceptance',
    'modes',
    'status',
    'colour',
    'closed',
  ],
} as const;

/** The desk of whoever oversees all: it has every case. */
export const wholeCity = '*';

/** So far ahead of all others a step of a case with priority stands in a queue (绿色通道). */
const centuryMs = 100 * 365 * millisecondsPerDay;

/** What sorts what has no due behind all else. */
const never = Date.UTC(9999, 11, 31);

const open = ['ready', 'claimed', 'proposed', 'paused'];

/** The columns of one row, from the item of the view that it keeps, and from its case. */
const rowOf: { readonly [P in ViewPart]: (item: CaseView[P][number], rest: CaseRest) => object } = {
  clocks: (each, { procedure, receivedAt }) => ({
    clock: each.clock,
    kind: each.kind,
    procedure,
    received_at: iso(receivedAt),
    unit: each.unit,
    step: each.step,
    state: each.state,
    colour: each.colour,
    due: each.due === undefined ? null : iso(each.due),
    breached_at: each.breachedAt === undefined ? null : iso(each.breachedAt),
    view: each,
  }),
  steps: (each, { procedure }) => ({
    step: each.step,
    procedure,
    unit: each.unit,
    state: each.state,
    open: open.includes(each.state),
    opened_at: iso(each.openedAt),
    queued_at: iso(each.priority ? each.openedAt - centuryMs : each.openedAt),
    due_by: iso((each.due ?? never) - (each.priority ? centuryMs : 0)),
    colour: each.colour,
    claimed_by: each.claimedBy,
    view: each,
  }),
  instruments: each => ({
    instrument: each.instrument,
    level: each.level,
    authority: each.authority,
    unit: each.unit,
    state: each.state,
    opened_at: iso(each.openedAt),
    reply_due: iso(each.replyDue ?? never),
    view: each,
  }),
  documents: each => ({ document: each.document, at: iso(each.at), view: each }),
  permits: each => ({ permit: each.permit, state: each.state, view: each }),
};

/** The rows of a table that are new or changed, as JSON, and which are gone: all others, or those of these names. */
export interface PartRows {
  readonly part: Part | typeof desks;
  readonly rows: string;
  readonly gone: 'allOthers' | readonly string[];
}

/** What each table beside the case's own becomes: all of them by a whole view, or only those that changed. */
export function partsOf(caseId: string, update: ViewUpdate): readonly PartRows[] {
  const changed = 'view' in update ? parts : parts.filter(({ of }) => isChanged(update.change.parts[of]));
  const rows = changed.map(part => rowsOf(caseId, part, part.of, update));
  const desksNow = 'view' in update ? desksOf(update.view) : update.change.desks;
  return desksNow ? [...rows, deskRowsOf(caseId, desksNow, update)] : rows;
}

const isChanged = ({ items, gone }: { readonly items: readonly unknown[]; readonly gone: readonly string[] }) =>
  items.length > 0 || gone.length > 0;

function rowsOf<P extends ViewPart>(caseId: string, part: Part, of: P, update: ViewUpdate): PartRows {
  const items = 'view' in update ? placedItems(update.view, of) : update.change.parts[of].items;
  const rest = 'view' in update ? update.view : update.change.rest;
  return {
    part,
    rows: JSON.stringify(items.map(({ position, item }) => ({ case_id: caseId, position, ...rowOf[of](item, rest) }))),
    gone: 'view' in update ? 'allOthers' : update.change.parts[of].gone,
  };
}

function deskRowsOf(caseId: string, desksNow: readonly Desk[], update: ViewUpdate): PartRows {
  const view = 'view' in update ? update.view : update.change.rest;
  const rows = [...desksNow, wholeDesk(desksNow)].map(({ desk, acts, openedAt, due, breachedAt }) => ({
    case_id: caseId,
    desk,
    acts,
    due: due === undefined ? null : iso(due),
    breached_at: breachedAt === undefined ? null : iso(breachedAt),
    opened_at: iso(openedAt),
    received_at: iso(view.receivedAt),
    procedure: view.procedure,
    channel: view.channel,
    acceptance: view.acceptance ?? null,
    modes: view.modes,
    status: view.status,
    colour: view.colour,
    closed: view.closed,
  }));
  return { part: desks, rows: JSON.stringify(rows), gone: 'allOthers' };
}

/** What all desks of a case have together. */
function wholeDesk(desksNow: readonly Desk[]): Desk {
  const dues = desksNow.flatMap(({ due }) => due ?? []);
  const breaches = desksNow.flatMap(({ breachedAt }) => breachedAt ?? []);
  return {
    desk: wholeCity,
    acts: desksNow.some(({ acts }) => acts),
    openedAt: Math.min(...desksNow.map(({ openedAt }) => openedAt)),
    ...defined({ due: earliest(dues), breachedAt: earliest(breaches) }),
  };
}

const earliest = (instants: readonly Instant[]): Instant | undefined =>
  instants.length === 0 ? undefined : Math.min(...instants);
