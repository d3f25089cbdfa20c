import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/day.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import type { Db } from '../client.ts';
import { integer, textOf } from '../column.ts';
import { type RowOf, rowsOf } from '../rows.ts';
import { iso } from '../values.ts';

const shape = {
  mode: textOf<Mode>(),
  /** Cases of procedures that offer the mode. */
  offered: integer,
  /** Those that came in by it, whatever became of it. */
  used: integer,
  cured: integer,
  lapsed: integer,
};
/** How often a mode was offered and used in cases received in a span, and what became of it. */
export type ModeFigures = RowOf<typeof shape>;

/** Whose cases are counted: of a procedure and version, received from an instant on and before another. */
export interface CountedCases {
  readonly procedure?: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** The figures of every mode that the procedures of these cases offer, in the order of their names. */
export const modeFigures = (db: Db, { procedure, from, to }: CountedCases): Promise<readonly ModeFigures[]> =>
  rowsOf(
    db,
    shape,
    sql`
      select use->>'mode' as mode, count(*)::int as offered,
        count(*) filter (where use->>'standing' <> 'offered')::int as used,
        count(*) filter (where use->>'standing' = 'cured')::int as cured,
        count(*) filter (where use->>'standing' = 'lapsed')::int as lapsed
      from "case" c, jsonb_array_elements(c.view->'modeUse') use
      where c.received_at >= ${iso(from)}::timestamptz and c.received_at < ${iso(to)}::timestamptz
        and ${procedure === undefined ? sql`true` : sql`c.procedure = ${procedure}`}
      group by 1 order by 1`,
  );
