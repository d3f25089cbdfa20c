import { sql } from 'kysely';
import type { Db } from '../client.ts';
import { bigint, float, text, textOf } from '../column.ts';
import { rowOf, rowsOf } from '../rows.ts';
import { countIncidents, type IncidentKind } from './incidents.ts';

/** How much there is of what operators watch. Counts, and ages in seconds; nothing that names a case or a person. */
export interface Stock {
  readonly unanswered: { readonly count: number; readonly oldestSeconds: number };
  /** Events that are written and have no position in the feed yet. */
  readonly feedQueue: { readonly count: number; readonly oldestSeconds: number };
  readonly incidents: Readonly<Record<IncidentKind, number>>;
  readonly openCases: number;
  /**
   * The longest time since a running clock fell due without its breach being written: what time did and the database
   * does not know yet.
   */
  readonly lagSeconds: number;
  /** Clocks that run or are paused. `due` as of now, in each case's own time. */
  readonly clocks: readonly {
    readonly colour: string;
    readonly due: 'overdue' | 'within a day' | 'later' | 'undated' | 'suspended';
    readonly count: number;
  }[];
  /** Records of the ladder that are not closed. */
  readonly instruments: readonly { readonly level: string; readonly state: string; readonly count: number }[];
}

const totals = sql`
  select
    (select count(*) from command where answer is null and dead_at is null) as unanswered,
    (select coalesce(extract(epoch from clock_timestamp() - min(asked_at)), 0)::float8 from command
      where answer is null and dead_at is null) as oldest,
    (select count(*) from "case" where not closed) as open,
    (select greatest(0, coalesce(extract(epoch from max(clock_timestamp() - (k.due -
      c.time_offset_ms * interval '1 millisecond'))), 0))::float8
      from case_clock k join "case" c on c.id = k.case_id
      where k.state = 'running' and k.breached_at is null and not c.closed and k.due < clock_timestamp() +
        c.time_offset_ms * interval '1 millisecond') as lag`;
const totalsShape = { unanswered: bigint, oldest: float, open: bigint, lag: float };

const clocks = sql`
  select colour, due, count(*) as count from (
    select k.colour, case
      when k.due is null then case k.state when 'paused' then 'suspended' else 'undated' end when
        k.breached_at is not null or k.due < now.at then 'overdue' when k.due < now.at + interval '1 day' then
          'within a day' else 'later' end as due
    from case_clock k join "case" c on c.id = k.case_id, lateral (select clock_timestamp() +
      c.time_offset_ms * interval '1 millisecond' as at) now
    where k.state <> 'stopped' and not c.closed) each
  group by colour, due`;
const clockShape = { colour: text, due: textOf<Stock['clocks'][number]['due']>(), count: bigint };

const instruments = sql`
  select level, state, count(*) as count from instrument where state <> 'closed' group by level, state`;

const feedQueue = sql`
  select count(*) as count, coalesce((
    select extract(epoch from clock_timestamp() - e.recorded_at)::float8
    from feed_queue q join event e on e.case_id = q.case_id and e.seq = q.seq
    order by q.id limit 1), 0) as "oldestSeconds"
  from feed_queue`;
const feedQueueShape = { count: bigint, oldestSeconds: float };

/** Reads one after the other, so that a scrape takes one connection of the pool and not five. */
export async function readStock(db: Db): Promise<Stock> {
  const one = await rowOf(db, totalsShape, totals);
  return {
    unanswered: { count: one?.unanswered ?? 0, oldestSeconds: one?.oldest ?? 0 },
    feedQueue: (await rowOf(db, feedQueueShape, feedQueue)) ?? { count: 0, oldestSeconds: 0 },
    incidents: await countIncidents(db),
    openCases: one?.open ?? 0,
    lagSeconds: one?.lag ?? 0,
    clocks: await rowsOf(db, clockShape, clocks),
    instruments: await rowsOf(db, { level: text, state: text, count: bigint }, instruments),
  };
}
