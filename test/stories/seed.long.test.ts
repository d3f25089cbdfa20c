import { afterAll, beforeAll, expect, test } from 'vitest';
import { personIdOf, writeRegister } from '../../bin/compose/city/register.ts';
import { seedCases } from '../../bin/compose/city/seed.ts';
import { loadProcedures } from '../../bin/compose/procedures.ts';
import { audit } from '../../operations/audit.ts';
import { startMissing } from '../../operations/recovery/start-missing.ts';
import type { Finding } from '../../domain/audit/audit.ts';
import { startProduct, type TestProduct } from '../support/product.ts';

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(async () => {
  await product.stop();
});

test('a new database gets some sixty cases in many states, whose logs and runs are as any others', async () => {
  const { owner, db } = product.shell.database;
  await writeRegister(owner);
  const written = await seedCases(owner, loadProcedures, Date.now());
  expect(written).toBeGreaterThanOrEqual(50);
  expect(await seedCases(owner, loadProcedures, Date.now())).toBe(0);
  const rows = await db.selectFrom('case').select(['status', 'closed', 'applicant', 'view']).execute();
  const shown = new Set(rows.map(each => each.status));
  expect([...shown], 'rare states').toEqual(
    expect.arrayContaining(['special', 'grantedTolerant', 'forwardedUp', 'revoked']),
  );
  expect(shown.size, 'states').toBeGreaterThanOrEqual(15);
  expect(new Set(rows.map(({ view }) => view.colour)).size, 'colours').toBeGreaterThanOrEqual(4);
  const others = rows.filter(({ applicant }) => applicant.startsWith(personIdOf(0).slice(0, -3)));
  const own = rows.filter(({ applicant }) => applicant === 'p-applicant');
  expect([others.length + own.length, own.length]).toEqual([rows.length, Math.ceil(rows.length / 6)]);
  const { length: drafts } = await db.selectFrom('draft').where('applicant', '=', 'p-applicant').select('id').execute();
  expect(drafts, 'half-filled applications of whoever signs in as the applicant').toBe(2);
  expect(new Set(rows.map(({ view }) => view.place)), 'the district and its towns').toEqual(
    new Set(['990101', '990101101', '990101102', '990101103']),
  );
  expect(new Set(rows.map(({ view }) => view.lead)).size, 'cases of many units').toBeGreaterThanOrEqual(10);
  const findings: Finding[] = [];
  await audit(product.shell.context, { patience: 0, selection: {}, onFinding: each => void findings.push(each) });
  expect(findings).toEqual([]);
  const open = rows.filter(({ closed }) => !closed).length;
  expect(open).toBeGreaterThan(10);
  await expect.poll(() => startMissing(product.shell.context)).toBe(0);
  const { client } = product.shell.context;
  const running: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query: 'ExecutionStatus = "Running"' }))
    running.push(workflowId);
  expect(running.length).toBeGreaterThanOrEqual(open);
});
