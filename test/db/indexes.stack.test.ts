import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '../../db/cases/cases.ts';
import type { Db } from '../../db/client.ts';
import { unansweredBefore } from '../../db/commands/commands.ts';
import { listCases } from '../../db/cases/list-cases.ts';
import { dueSoon, overdue, undated } from '../../db/cases/list-clocks.ts';
import { inbox } from '../../db/cases/list-steps.ts';
import { listInstruments } from '../../db/instruments/list.ts';
import { readDeskCounts } from '../../db/cases/desk-counts.ts';
import { readEntries } from '../../db/log/read.ts';
import { claimUnanswered, deadLetters } from '../../db/commands/recovery.ts';
import type { Database } from '../../db/schema.ts';
import { parserOf } from '../../db/values.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { fill } from './many.ts';
import { day, start } from './sample.ts';

let database: TestDatabase;
let db: Db;
let seen: { readonly sql: string; readonly parameters: readonly unknown[] }[] = [];
beforeAll(async () => {
  database = await createDatabase();
  await fill(database.owner, 6_000);
  const pool = new pg.Pool({
    connectionString: database.url,
    options: '-c timezone=UTC',
    types: { getTypeParser: parserOf },
  });
  pool.on('error', () => {}); // Dropping the database may meet one that is just closing.
  db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: event => {
      seen.push(event.query);
    },
  });
});
afterAll(async () => {
  await db.destroy();
  await database.close();
});

interface Node {
  'Node Type': string;
  'Index Name'?: string;
  'Relation Name'?: string;
  Plans?: Node[];
}
const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

/** The plan of the last statement that the list ran, by its values and as PostgreSQL prepares it without them. */
async function plans(list: () => Promise<unknown>): Promise<Node[][]> {
  seen = [];
  await list();
  const statement = seen.findLast(
    each => /^\s*(select|with|update)/.test(each.sql) && !each.sql.includes('pg_advisory'),
  );
  if (!statement) throw new Error('The list ran no statement.');
  const explained = async (how: string, parameters: readonly unknown[]) => {
    const { rows } = await db.executeQuery<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      CompiledQuery.raw(`explain (${how}, format json) ${statement.sql}`, [...parameters]),
    );
    return nodes(rows[0]?.['QUERY PLAN'][0].Plan as Node);
  };
  return [await explained('costs', statement.parameters), await explained('generic_plan', [])];
}

const soon = start + 20 * day;
const first = { first: 20 };
const lists: readonly (readonly [string, string, () => Promise<unknown>])[] = [
  ['the inbox of a unit', 'case_step_inbox', () => inbox(db, 'unit-0', {}, first)],
  ['what is due soon', 'case_clock_due', () => dueSoon(db, soon, {}, first)],
  ['what is due soon in a unit', 'case_clock_unit_due', () => dueSoon(db, soon, { unit: 'unit-10' }, first)],
  ['what is overdue', 'case_clock_breached', () => overdue(db, {}, first)],
  ['what is overdue in a unit', 'case_clock_unit_breached', () => overdue(db, { unit: 'unit-10' }, first)],
  ['what has no due yet', 'case_clock_undated', () => undated(db, {}, first)],
  ['red cases', 'case_red', () => listCases(db, { red: true }, first)],
  ["an applicant's cases", 'case_applicant', () => listCases(db, { applicants: ['applicant-7'] }, first)],
  ['cases of some statuses', 'case_status', () => listCases(db, { statuses: ['received'] }, first)],
  ["a desk's cases", 'case_desk_received', () => listCases(db, { desk: 'unit-10' }, first)],
  ["a desk's red cases", 'case_desk_red', () => listCases(db, { desk: 'unit-10', red: true }, first)],
  [
    "a desk's cases of a status",
    'case_desk_status',
    () => listCases(db, { desk: 'unit-10', statuses: ['received'] }, first),
  ],
  ["a desk's counts", 'desk_count_desk', () => readDeskCounts(db, 'unit-10')],
  ['all cases', 'case_received', () => listCases(db, {}, first)],
  ['open records of the ladder', 'instrument_opened', () => listInstruments(db, { open: true }, first)],
  [
    "an authority's open records",
    'instrument_authority',
    () => listInstruments(db, { open: true, authority: 'authority-2' }, first),
  ],
  ["a unit's open records", 'instrument_unit', () => listInstruments(db, { open: true, unit: 'unit-10' }, first)],
  ['one case', 'case_pkey', () => readCase(db, 'case-70')],
  ['the steps of one case', 'case_step_pkey', () => readCase(db, 'case-70')],
  ['the clocks of one case', 'case_clock_pkey', () => readCase(db, 'case-70')],
  ['the log of one case', 'event_pkey', () => readEntries(db, 'case-70')],
  ['unanswered commands of a case', 'command_unanswered', () => unansweredBefore(db, 'case-100', soon)],
  ['unanswered commands to recover', 'command_unanswered', () => claimUnanswered(db)],
  ['dead letters', 'command_dead', () => deadLetters(db)],
];

test.for(lists)('%s: by %s', async ([, index, list]) => {
  for (const plan of await plans(list)) {
    expect(plan.map(node => node['Index Name'])).toContain(index);
    expect(plan.filter(node => node['Node Type'] === 'Seq Scan').map(node => node['Relation Name'])).toEqual([]);
  }
});
