import { sql } from 'kysely';
import { defined } from '../../domain/defined.ts';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Acceptance, Colour, Status } from '../../domain/case/vocabulary.ts';
import type { RowOf } from '../rows.ts';
import { tables } from '../schema.ts';

/** What a list shows of a case. */
export interface CaseSummary {
  readonly id: string;
  readonly number: string;
  readonly procedure: string;
  readonly title: string;
  readonly lead: string;
  /** The units that lead or have a step. */
  readonly units: readonly string[];
  readonly applicant: string;
  readonly status: Status;
  readonly acceptance?: Acceptance;
  readonly colour: Colour;
  readonly extended: boolean;
  readonly unlawful: boolean;
  readonly closed: boolean;
  readonly receivedAt: Instant;
  readonly endedAt?: Instant;
}

/** The columns of `case c` that make a summary. */
export const summaryColumns =
  sql.raw(`c.id, c.number, c.procedure, c.title, c.lead, c.units, c.applicant, c.status, c.acceptance, c.colour,
  c.extended, c.unlawful, c.closed, c.received_at as "receivedAt", c.ended_at as "endedAt"`);

const { id, number, procedure, title, lead, units, applicant, status, acceptance, colour } = tables.case;
const { extended, unlawful, closed, received_at: receivedAt, ended_at: endedAt } = tables.case;
export const summaryShape = {
  id,
  number,
  procedure,
  title,
  lead,
  units,
  applicant,
  status,
  acceptance,
  colour,
  extended,
  unlawful,
  closed,
  receivedAt,
  endedAt,
};

export const summaryOf = (row: RowOf<typeof summaryShape>): CaseSummary => ({
  id: row.id,
  number: row.number,
  procedure: row.procedure,
  title: row.title,
  lead: row.lead,
  units: row.units,
  applicant: row.applicant,
  status: row.status,
  colour: row.colour,
  extended: row.extended,
  unlawful: row.unlawful,
  closed: row.closed,
  receivedAt: row.receivedAt,
  ...defined({ acceptance: row.acceptance ?? undefined, endedAt: row.endedAt ?? undefined }),
});
