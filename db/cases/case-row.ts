import type { ViewUpdate } from '../../domain/case/case.ts';
import { derivedFromParts, type DerivedFromParts, restOf } from '../../domain/case/view-change.ts';
import { iso } from '../values.ts';

/** The columns of a case that its view gives, in the form that `jsonb_populate_record` takes. */
export const caseRow = (update: ViewUpdate) => {
  const rest = 'view' in update ? restOf(update.view) : update.change.rest;
  const { units, nextDue } = derivedIn(update);
  return {
    number: rest.number,
    parent: rest.parent?.case ?? null,
    procedure: rest.procedure,
    title: rest.title,
    lead: rest.lead,
    applicant: rest.applicant,
    rules: rest.rules,
    calendars: [...new Set([rest.calendar, ...Object.values(rest.calendars ?? {})])],
    units,
    status: rest.status,
    acceptance: rest.acceptance ?? null,
    colour: rest.colour,
    extended: rest.extended,
    unlawful: rest.unlawful,
    closed: rest.closed,
    directory: rest.directory ?? null,
    received_at: iso(rest.receivedAt),
    ended_at: rest.endedAt === undefined ? null : iso(rest.endedAt),
    next_due: nextDue === undefined ? null : iso(nextDue),
    view: rest,
  };
};

/** The columns of `case` that a view gives. */
export const caseColumns = [
  'number',
  'parent',
  'procedure',
  'title',
  'lead',
  'units',
  'calendars',
  'rules',
  'applicant',
  'status',
  'acceptance',
  'colour',
  'extended',
  'unlawful',
  'closed',
  'directory',
  'received_at',
  'ended_at',
  'next_due',
  'view',
] as const satisfies readonly (keyof ReturnType<typeof caseRow>)[];

const derivedIn = (update: ViewUpdate): DerivedFromParts =>
  'view' in update ? derivedFromParts(update.view) : update.change.derived;
