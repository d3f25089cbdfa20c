import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { iso } from '../../db/values.ts';
import { clock, day, instrument, start, step, view } from './sample.ts';

const json = (value: object) => JSON.stringify(value);

/**
 * Some thousand cases as a district has them: twenty units, most cases closed, few red, one in fifty with an
 * instrument.
 */
export async function fill(owner: Db, count: number): Promise<void> {
  const numbered = sql`generate_series(1, ${count}::int) n, lateral (select 'case-' || n as id,
    'unit-' || n % 20 as unit, n % 10 <> 0 as closed,
    ${iso(start)}::timestamptz + n * interval '7 minutes' as at) x`;
  await sql`insert into "case" (id, number, query_code, procedure, title, lead, units, applicant, status, colour,
      extended, unlawful, closed, received_at, revision, head, view, calendars, rules)
    select id, 'N-' || n, 'q', 'p.v' || n % 3, 't', unit, array[unit], 'applicant-' || n % 1000, case
      when closed then (array['closed', 'withdrawn', 'notAccepted', 'notRequired', 'deemedWithdrawn',
        'terminated'])[1 + n % 6]
        else (array['received', 'correction', 'inReview', 'special', 'held', 'granted', 'denied',
          'delivered'])[1 + n / 10 % 8] end,
      case when n % 50 = 0 then 'red' else 'green' end, false, false, closed, at, 1, 'h', ${json(view('v'))}::jsonb,
        array['cn-' || n % 2], 2 from ${numbered}`.execute(owner);
  await sql`insert into case_desk (case_id, desk, acts, due, breached_at, opened_at, received_at, procedure, channel,
      modes, status, colour, closed)
    select id, unit, not closed, case when not closed then received_at + interval '5 days' end,
      case when colour = 'red' then received_at end, received_at, received_at, procedure, 'online', '{}', status,
      colour, closed
    from "case", unnest(units || '*'::text) unit`.execute(owner);
  await sql`insert into desk_count (desk, status, colour, cases)
    select desk, status, colour, 1 from case_desk`.execute(owner);
  await sql`insert into case_step (case_id, step, position, procedure, unit, state, open, opened_at, queued_at, due_by,
      claimed_by, view)
    select id, 'step-' || s, s, 'p.v1', unit, case when closed then 'done' else 'ready' end, not closed, at, at, at,
      'person-' || n % 100,
      ${json(step('s'))}::jsonb from ${numbered}, generate_series(1, 3) s`.execute(owner);
  await sql`insert into case_clock (case_id, clock, position, procedure, received_at, kind, unit, state, colour, due,
      breached_at, view)
    select id, 'step:step-' || s, s, 'p.v1', at, 'step', unit, case when closed then 'stopped' else 'running' end,
      'green', at + ${5 * day} * interval '1 millisecond',
      case when n % 50 = 0 then at end, ${json(clock('c'))}::jsonb from ${numbered}, generate_series(1, 3) s`.execute(
    owner,
  );
  await sql`insert into instrument (case_id, instrument, position, level, authority, unit, state, opened_at, reply_due,
      view)
    select id, 'L1', 0, 'L1', 'authority-' || n / 10 % 12, unit, case when n % 10 = 0 then 'served' else
      'closed' end, at, at, ${json(instrument('L1'))}::jsonb
    from ${numbered} where n % 2 = 0`.execute(owner);
  await sql`insert into case_document (case_id, document, position, at, view) select id, 'd', 0, at, '{}' from
    ${numbered}`.execute(owner);
  await sql`insert into permit (case_id, permit, position, state, view) select id, 'p', 0, 'granted', '{}' from
    ${numbered}`.execute(owner);
  await sql`insert into command (key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms, attempt,
      taken_at, answer, answered_at)
    select 'k-' || n, id, 'p.v1', false, '{}', '{}', at, 0, 1, at, case when n % 100 > 0 then '{}'::jsonb end, case
      when n % 100 > 0 then at end from ${numbered}`.execute(owner);
  await sql`insert into event (case_id, seq, type, at, actor, data, prev, hash)
    select id, e, 'accepted', at, '{}', '{}', 'p', 'h' from ${numbered}, generate_series(1, 3) e`.execute(owner);
  await sql`insert into party (id, kind, name, added_by)
    select 'party-' || n, 'person', '李' || n, 'clerk' from generate_series(1, 2000) n`.execute(owner);
  await sql.raw('analyze').execute(owner);
}
