import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCase } from '../../db/cases/cases.ts';
import type { Db } from '../../db/client.ts';
import { unansweredBefore } from '../../db/commands/commands.ts';
import { keyedCases } from '../../db/cases/keyed-cases.ts';
import { listCases } from '../../db/cases/list-cases.ts';
import { childList, listOwnCases } from '../../db/cases/list-own-cases.ts';
import { dueSoon, overdue, undated } from '../../db/cases/list-clocks.ts';
import { inbox } from '../../db/cases/list-steps.ts';
import { readBounded } from '../../db/bounded-list.ts';
import { listInstruments, toAnswerList } from '../../db/instruments/list.ts';
import { partiesNamed } from '../../db/parties/parties.ts';
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
  ['red cases', 'case_desk_colour', () => listCases(db, { colours: ['red', 'darkRed'] }, first)],
  ["an applicant's cases", 'case_applicant', () => listOwnCases(db, ['applicant-7'], {}, first)],
  ['cases of some statuses', 'case_desk_status', () => listCases(db, { statuses: ['received'] }, first)],
  ["a desk's cases", 'case_desk_received', () => listCases(db, { desk: 'unit-10' }, first)],
  ["a desk's red cases", 'case_desk_colour', () => listCases(db, { desk: 'unit-10', colours: ['red'] }, first)],
  ["a desk's open cases", 'case_desk_open', () => listCases(db, { desk: 'unit-10', closed: false }, first)],
  ["a desk's closed cases", 'case_desk_closed', () => listCases(db, { desk: 'unit-10', closed: true }, first)],
  ["a desk's cases by due", 'case_desk_due', () => listCases(db, { desk: 'unit-10', order: 'due' }, first)],
  [
    "a desk's cases of a status by due",
    'case_desk_status_due',
    () => listCases(db, { desk: 'unit-10', statuses: ['received'], order: 'due' }, first),
  ],
  ["a desk's late cases", 'case_desk_breached', () => listCases(db, { desk: 'unit-10', order: 'breach' }, first)],
  [
    "a desk's cases of a procedure",
    'case_desk_procedure',
    () => listCases(db, { desk: 'unit-10', procedure: 'p.v1' }, first),
  ],
  ['a case by the beginning of its number', 'case_number_begins', () => keyedCases(db, { number: 'N-70' })],
  ["somebody's open steps", 'case_step_claimed', () => keyedCases(db, { handler: 'somebody' })],
  ['an inbox by due', 'case_step_due', () => inbox(db, 'unit-0', { order: 'due' }, first)],
  [
    'the red steps of an inbox by due',
    'case_step_colour',
    () => inbox(db, 'unit-0', { order: 'due', colours: ['red'] }, first),
  ],
  ['what a unit must answer', 'instrument_to_answer', () => readBounded(db, toAnswerList('unit-10'), first)],
  ['the cases that a case opened', 'case_parent', () => readBounded(db, childList('case-70', {}), first)],
  ['parties by the beginning of a name', 'party_name', () => partiesNamed(db, '张', 20)],
  ["all of an authority's records", 'instrument_authority', () => listInstruments(db, { authority: 'a' }, first)],
  [
    "a desk's cases of a status",
    'case_desk_status',
    () => listCases(db, { desk: 'unit-10', statuses: ['received'] }, first),
  ],
  ["a desk's counts", 'desk_count_desk', () => readDeskCounts(db, 'unit-10')],
  ['all cases', 'case_desk_received', () => listCases(db, {}, first)],
  ['open records of the ladder', 'instrument_opened_now', () => listInstruments(db, { open: true }, first)],
  [
    "an authority's open records",
    'instrument_authority_now',
    () => listInstruments(db, { open: true, authority: 'authority-2' }, first),
  ],
  ["a unit's open records", 'instrument_unit_now', () => listInstruments(db, { open: true, unit: 'unit-10' }, first)],
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
