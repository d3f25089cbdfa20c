import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseGauges } from '../../telemetry/database-gauges.ts';
import { connect } from '../../db/client.ts';
import { noteIncident } from '../../db/operations/note-incident.ts';
import { readStock } from '../../db/operations/gauges.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(async () => {
  await database.close();
});

const value = (page: string, metric: string): number | undefined => {
  const found = page.split('\n').find(line => line.startsWith(`${metric} `));
  return found === undefined ? undefined : Number(found.slice(metric.length + 1));
};

/** A case with clocks as a projection leaves them; `offset` is how far its time is ahead, in milliseconds. */
async function insertCase(
  id: string,
  clocks: readonly {
    readonly clock: string;
    readonly colour: string;
    readonly state?: string;
    readonly due: string;
    readonly breached?: boolean;
  }[],
  { offset = 0, closed = false } = {},
): Promise<void> {
  const insert = sql`
    insert into "case" (
      id, number, query_code, procedure, title, lead, units, applicant, status, colour, extended, unlawful, closed,
      received_at, revision, head, time_offset_ms, calendars, rules, view)
    values (
      ${id}, ${id}, 'x', 'p.v1', 't', 'u', '{u}', 'a', 'inReview', 'green', false, false, ${closed},
      now(), 1, 'h', ${offset}::bigint, '{cn-2026}', 2, '{}')`;
  await insert.execute(database.owner);
  for (const [position, { clock, colour, state = 'running', due, breached }] of clocks.entries()) {
    const dueAt = due === 'none' ? null : sql`date_trunc('milliseconds', now() + ${due}::interval)`;
    const breachedAt = breached ? sql`now()` : null;
    const insertClock = sql`
      insert into case_clock
        (case_id, clock, position, procedure, received_at, kind, state, colour, due, breached_at, view)
      values (${id}, ${clock}, ${position}, 'p.v1', now(), 'step', ${state}, ${colour}, ${dueAt}, ${breachedAt}, '{}')`;
    await insertClock.execute(database.owner);
  }
}

async function insertCommand(key: string, age: string, dead = false): Promise<void> {
  const deadAt = dead ? sql`now()` : null;
  const insert = sql`
    insert into command (
      key, case_id, procedure, begins, actor, payload, asked_at, case_offset_ms, attempt, dead_at, dead_reason)
    values (
      ${key}, 'c', 'p.v1', false, '{}', '{}', now() - ${age}::interval, 0, 1, ${deadAt}, ${dead ? 'why' : null})`;
  await insert.execute(database.owner);
}

test('an empty database has nothing of anything', async () => {
  expect(await readStock(database.db)).toEqual({
    unanswered: { count: 0, oldestSeconds: 0 },
    feedQueue: { count: 0, oldestSeconds: 0 },
    incidents: {
      deadLetter: 0,
      callGivenUp: 0,
      databaseBehind: 0,
      eventNotWritten: 0,
      cannotDecide: 0,
      forged: 0,
      withoutRun: 0,
    },
    openCases: 0,
    lagSeconds: 0,
    clocks: [],
    instruments: [],
  });
});

test("what waits, is late and is red is counted, each in its case's own time, and a scrape tells it", async () => {
  await insertCase('one', [
    { clock: 'a', colour: 'green', due: '3 days' },
    { clock: 'b', colour: 'yellow', due: '3 hours' },
    { clock: 'c', colour: 'red', due: '-2 hours', breached: true },
    { clock: 'd', colour: 'green', state: 'paused', due: '-4 hours' },
    { clock: 'e', colour: 'green', state: 'stopped', due: '-9 days' },
    { clock: 'f', colour: 'green', due: 'none' },
    { clock: 'g', colour: 'green', state: 'paused', due: 'none' },
  ]);
  // Ten days ahead: its clock fell due five minutes ago, and nobody wrote that yet.
  await insertCase('two', [{ clock: 'a', colour: 'green', due: '10 days -5 minutes' }], { offset: 10 * 86_400_000 });
  await insertCase('three', [{ clock: 'a', colour: 'green', due: '-5 days' }], { closed: true });
  for (const [instrument, level, state] of [
    ['r1', 'L1', 'served'],
    ['r2', 'L1', 'served'],
    ['r3', 'L3', 'toSign'],
    ['r4', 'L2', 'closed'],
  ]) {
    const insert = sql`
      insert into instrument (case_id, instrument, position, level, authority, unit, state, opened_at, reply_due, view)
      values ('one', ${instrument}, 1, ${level}, 'g', 'u', ${state}, now(), now(), '{}')`;
    await insert.execute(database.owner);
  }
  for (const [seq, age] of [
    [1, '2 hours'],
    [2, '80 seconds'],
    [3, '5 seconds'],
  ] as const) {
    await sql`insert into event (case_id, seq, type, at, actor, data, prev, hash, recorded_at)
      values ('one', ${seq}, 'accepted', now(), '{}', '{}', 'p', 'h', now() - ${age}::interval)`.execute(
      database.owner,
    );
    if (seq > 1) await sql`insert into feed_queue (case_id, seq) values ('one', ${seq})`.execute(database.owner);
  }
  await insertCommand('p:1', '90 seconds');
  await insertCommand('p:2', '5 seconds');
  await insertCommand('p:3', '1 day', true);
  for (const [id, kind] of [
    ['one', 'cannotDecide'],
    ['two', 'cannotDecide'],
    ['two', 'eventNotWritten'],
  ] as const)
    await noteIncident(database.db, id, kind, 'why');

  const page = await databaseGauges(database.db).metrics();
  expect(
    Object.fromEntries(
      ['shixian_unanswered_commands', 'shixian_feed_queue_events', 'shixian_open_cases', 'shixian_database_up'].map(
        name => [name, value(page, name)],
      ),
    ),
  ).toEqual({
    shixian_unanswered_commands: 2,
    shixian_feed_queue_events: 2,
    shixian_open_cases: 2,
    shixian_database_up: 1,
  });
  for (const [name, from] of [
    ['shixian_oldest_unanswered_command_seconds', 90],
    ['shixian_feed_queue_oldest_seconds', 80],
    ['shixian_projection_lag_seconds', 300],
  ] as const) {
    expect(value(page, name), name).toBeGreaterThanOrEqual(from);
    expect(value(page, name), name).toBeLessThan(from + 60);
  }
  expect(
    page
      .split('\n')
      .filter(line => line.startsWith('shixian_incidents{'))
      .toSorted(),
  ).toEqual([
    'shixian_incidents{kind="callGivenUp"} 0',
    'shixian_incidents{kind="cannotDecide"} 2',
    'shixian_incidents{kind="databaseBehind"} 0',
    'shixian_incidents{kind="deadLetter"} 1',
    'shixian_incidents{kind="eventNotWritten"} 1',
    'shixian_incidents{kind="forged"} 0',
    'shixian_incidents{kind="withoutRun"} 0',
  ]);
  expect(
    page
      .split('\n')
      .filter(line => /^shixian_(clocks|instruments)\{/.test(line))
      .toSorted(),
  ).toEqual([
    'shixian_clocks{colour="green",due="later"} 1',
    'shixian_clocks{colour="green",due="overdue"} 2',
    'shixian_clocks{colour="green",due="suspended"} 1',
    'shixian_clocks{colour="green",due="undated"} 1',
    'shixian_clocks{colour="red",due="overdue"} 1',
    'shixian_clocks{colour="yellow",due="within a day"} 1',
    'shixian_instruments{level="L1",state="served"} 2',
    'shixian_instruments{level="L3",state="toSign"} 1',
  ]);
});

test('while the database is away a scrape says so and tells no old figure as if it held', async () => {
  const url = new URL(database.url);
  url.port = '1';
  const gone = connect(url.href);
  const page = await databaseGauges(gone).metrics();
  expect(value(page, 'shixian_database_up')).toBe(0);
  expect(page.split('\n').filter(line => /^shixian_(?!database_up)/.test(line))).toEqual([]);
  await gone.destroy();
});
