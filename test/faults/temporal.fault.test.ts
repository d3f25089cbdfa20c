import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clerk } from '../../cli/demo/stories.ts';
import type { Running } from '../production/programs.ts';
import { measured, officerOf, Product, type Told } from '../support/processes.ts';
import { Servers } from '../support/servers.ts';

let servers: Servers;
let product: Product;
let api: Running;
const closing: (() => Promise<unknown>)[] = [];
/** The least for which it is away. */
const halfAMinute = 30_000;
const licence = (caseId: string) =>
  [officerOf('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' }] as const;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-faults-'));
  await chmod(folder, 0o711);
  closing.push(() => rm(folder, { recursive: true, force: true }));
  servers = await Servers.start(folder);
  closing.push(() => servers.stop());
  product = await Product.open(servers, join(folder, 'product'));
  closing.push(() => product.stop());
  [api] = await Promise.all([product.startApi(), product.startWorker()]);
});
afterAll(async () => {
  for (let close = closing.pop(); close; close = closing.pop()) await close();
});

// (P18)
test('while a killed Temporal is away applications are received; every act takes effect once afterwards', async () => {
  const [asksAgain = '', givesUp = ''] = await product.inReview(api, 2);
  const [one, two, application] = [randomUUID(), randomUUID(), randomUUID()];
  await servers.killTemporal();
  const away = Date.now();
  const [received, first, second] = await Promise.all([
    product.receive(api, application),
    product.askOnce(api, ...licence(asksAgain), one),
    product.askOnce(api, ...licence(givesUp), two),
  ]);
  measured('an application while Temporal is away', received.milliseconds);
  measured('"ask again" after', first.milliseconds, second.milliseconds);
  expect([received.type, received.case?.status]).toEqual(['Accepted', 'RECEIVED']);
  expect([first.type, second.type]).toEqual(['AskAgain', 'AskAgain']);
  expect([await product.effects(one), await product.effects(two)]).toEqual([0, 0]);
  await expect(
    product.temporal(async () => {}),
    'it is away',
  ).rejects.toThrow(/Failed to connect/);
  const meanwhile: Told[] = [];
  for (; Date.now() - away < halfAMinute; await pause(2_000)) meanwhile.push(await product.receive(api));
  expect(meanwhile.map(each => each.case?.status)).toEqual(meanwhile.map(() => 'RECEIVED'));
  await servers.startTemporal();
  const back = Date.now();
  measured('Temporal was away', back - away);
  await product.askUntilAccepted(api, ...licence(asksAgain), one);
  await product.askUntilAccepted(api, clerk, 'acceptCase', { caseId: received.case!.id });
  measured('acts accepted again after it was back', Date.now() - back);
  await Promise.all(
    meanwhile.map(each => product.askUntilAccepted(api, clerk, 'acceptCase', { caseId: each.case!.id })),
  );
  await expect.poll(() => product.effects(two), { timeout: 60_000, interval: 200 }).toBe(1);
  measured('the act whose caller gave up: done by the loop after it was back', Date.now() - back);
  expect([await product.effects(one), await product.effects(application)]).toEqual([1, 1]);
  await product.audited();
}, 120_000);

test('an emptied Temporal runs every open case again from its log, with its old due dates', async () => {
  const cases = await product.inReview(api, 5);
  const before = await product.dues();
  const runsBefore = await runs();
  expect(runsBefore.length).toBeGreaterThanOrEqual(5);
  await servers.killTemporal();
  await servers.dropTemporalDatabases();
  await servers.startTemporal();
  const empty = Date.now();
  expect(
    (await runs()).filter(run => runsBefore.includes(run)),
    'no run of before is known',
  ).toEqual([]);
  const open = [
    ...new Set((await product.query<{ id: string }>('select id from "case" where not closed')).map(each => each.id)),
  ];
  await expect
    .poll(async () => (await running()).toSorted(), { timeout: 100_000, interval: 500 })
    .toEqual(open.toSorted());
  measured('all open cases run again after', Date.now() - empty);
  expect(await product.dues(), 'nothing happened to them, and no date moved').toEqual(before);
  await Promise.all(cases.map(caseId => product.askUntilAccepted(api, ...licence(caseId))));
  measured('and act again after', Date.now() - empty);
  await product.audited();
}, 180_000);

const executions = () =>
  product.temporal(async client => {
    const found: { readonly id: string; readonly run: string; readonly status: string }[] = [];
    for await (const { workflowId, runId, status } of client.workflow.list({ query: 'TaskQueue = "cases"' }))
      found.push({ id: workflowId, run: runId, status: status.name });
    return found;
  });
const runs = async (): Promise<readonly string[]> => (await executions()).map(each => each.run);
const running = async (): Promise<readonly string[]> =>
  (await executions()).filter(each => each.status === 'RUNNING').map(each => each.id);
