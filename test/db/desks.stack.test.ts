import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { foldDeskCounts, readDeskCounts } from '../../db/cases/desk-counts.ts';
import { listCases } from '../../db/cases/list-cases.ts';
import type { Db } from '../../db/client.ts';
import { project } from '../../db/log/append.ts';
import { changeOver } from '../../domain/case/case.ts';
import type { CaseView } from '../../domain/case/view.ts';
import { colours, statuses } from '../../domain/case/vocabulary.ts';
import type { Entry } from '../../domain/log/chain.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { accepted, begin, chain, clock, day, start, step, view } from './sample.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ max: 20 });
});
afterAll(async () => {
  await database.close();
});
beforeEach(async () => {
  await sql`truncate desk_count`.execute(database.owner);
  await sql`delete from case_desk`.execute(database.owner);
});

/** The counts as the projections kept them, and as a recount of the desks' rows gives them. */
async function counts(owner: Db): Promise<{ readonly kept: unknown; readonly recounted: unknown }> {
  const { rows: kept } = await sql`
    select desk, status, colour, sum(cases)::int as cases from desk_count group by 1, 2, 3 having sum(cases) <> 0
    order by 1, 2, 3`.execute(owner);
  const { rows: recounted } = await sql`
    select desk, status, colour, count(*)::int as cases from case_desk group by 1, 2, 3 order by 1, 2, 3`.execute(
    owner,
  );
  return { kept, recounted };
}

const units = ['fire-rescue', 'tobacco', 'urban-management'];
const change = fc.record({
  status: fc.constantFrom(...statuses),
  colour: fc.constantFrom(...colours),
  steps: fc.subarray(units).map(list => list.map(unit => step(unit, { unit }))),
});

test('the counts of desks are those of a recount after random histories that are projected at once', async () => {
  const { db, owner } = database;
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { maxLength: 4 }), { minLength: 2, maxLength: 8 }), async histories => {
      round += 1;
      await Promise.all([
        ...histories.map((changes, index) => play(db, `desk-${round}-${index}`, changes)),
        foldDeskCounts(db),
      ]);
      await Promise.all([foldDeskCounts(db), foldDeskCounts(db)]);
      const { kept, recounted } = await counts(owner);
      expect(kept).toEqual(recounted);
    }),
    { numRuns: 25 },
  );
});

/** Projects a case change by change, each by two callers at once; every other time by what changed alone. */
async function play(db: Db, id: string, changes: readonly Partial<CaseView>[]): Promise<void> {
  const log: Entry[] = (await begin(db, id)).entries;
  let before = view(id);
  for (const [index, more] of changes.entries()) {
    const entries = chain(id, [accepted(start + index)], log);
    const after = view(id, more);
    const projection = { entries, ...(index % 2 === 0 ? { change: changeOver([before, after]) } : { view: after }) };
    before = after;
    await Promise.all([project(db, id, projection), project(db, id, projection)]);
    log.push(...entries);
  }
}

test('folding leaves one row of each kind, and none where the cases have gone', async () => {
  const { db, owner } = database;
  await play(db, 'fold-1', [{ colour: 'red' }, { colour: 'green' }, { colour: 'red' }]);
  await begin(db, 'fold-2', { colour: 'red' });
  await foldDeskCounts(db);
  const { rows } = await sql`select * from desk_count where desk = 'market-regulation'`.execute(owner);
  expect(rows).toEqual([{ desk: 'market-regulation', status: 'received', colour: 'red', cases: 2 }]);
  expect(await readDeskCounts(db, 'market-regulation')).toEqual([{ status: 'received', colour: 'red', cases: 2 }]);
});

test('a desk reads its cases from its own rows, which say what it has to do and by when', async () => {
  const { db, owner } = database;
  const due = start + 3 * day;
  await begin(db, 'row', {
    status: 'inReview',
    steps: [step('fire', { openedAt: start + 1 })],
    clocks: [clock('step:fire', { kind: 'step', unit: 'fire-rescue', due }), clock('promise')],
  });
  const { rows } = await sql`
      select desk, acts, due, opened_at from case_desk where case_id = 'row' and desk <> '*'
      order by desk`.execute(db);
  expect(rows).toEqual([
    { desk: 'fire-rescue', acts: true, due, opened_at: start + 1 },
    { desk: 'market-regulation', acts: false, due: start + 5 * day, opened_at: start },
  ]);
  expect((await listCases(db, { desk: 'fire-rescue' }, {})).items.map(each => each.item.id)).toEqual(['row']);
  const { rows: own } = await sql`select next_due from "case" where id = 'row'`.execute(owner);
  expect(own).toEqual([{ next_due: due }]);
});
