import type { Refused } from '../../domain/refusal.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { NativeConnection, Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { buildIdOf, bundleWorkflows } from '../../bin/compose/bundle.ts';
import { writeDemonstration } from '../../bin/compose/demonstration.ts';
import { advanceBy } from '../../operations/development/advance-time.ts';
import { promote, readBuilds } from '../../operations/deployment/builds.ts';
import { deliver } from '../../commands/deliver.ts';
import { startFailing } from '../../operations/recovery/failing.ts';
import { ensureRunning } from '../../commands/ensure-running.ts';
import { countCases, startOrphaned } from '../../operations/deployment/move.ts';
import { recoverOnce } from '../../operations/recovery/recover.ts';
import type { Result } from '../../commands/result.ts';
import { ask } from '../../db/commands/ask.ts';
import { verifyChain } from '../../db/log/read.ts';
import { formatInstant } from '../../domain/calendar/day.ts';
import { accept, accepted, act, receive } from '../support/acts.ts';
import { changedBundle, oneThingMore, testBundle } from '../support/bundle.ts';
import { checkOut, type Checkout, type Program } from '../support/builds.ts';
import { settledHistory } from '../support/history.ts';
import { officer } from '../../domain/testing.ts';
import { startShell, type TestShell } from '../support/worker.ts';

const hours = 3_600_000;
/**
 * Old and new code of one product, each in a folder and in processes of its own. The new one asks for something before
 * it does anything: no run of the old one replays under it.
 */
let shell: TestShell;
let older: Checkout;
let newer: Checkout;
let old: Program & { readonly build: string };
let young: Program & { readonly build: string };

/** A run that fails task after task from the start on: Temporal takes a minute to say so. */
let failing: { readonly before: TestShell; readonly id: string; readonly runId: string };

beforeAll(async () => {
  failing = await beginFailing();
  shell = await startShell({ withoutWorker: true });
  await writeDemonstration(shell.database.owner);
  [older, newer] = await Promise.all([checkOut(shell), checkOut(shell)]);
  await newer.change('workflows/case.ts', text =>
    text.replace(oneThingMore.after, found => `${found}\n  ${oneThingMore.text}`),
  );
}, 120_000);
afterAll(async () => {
  await Promise.all([older.remove(), newer.remove()]);
  await shell.stop();
  await failing.before.stop();
});

/** Does something with a worker as it was before there were builds. */
async function unversioned<T>({ context, database }: TestShell, acts: () => Promise<T>): Promise<T> {
  const connection = await NativeConnection.connect({ address: inject('temporalAddress') });
  const worker = await Worker.create({
    connection,
    namespace: context.client.options.namespace,
    taskQueue: context.taskQueue,
    workflowBundle: await testBundle(),
    activities: createActivities({ db: database.db }),
    stickyQueueScheduleToStartTimeout: '2s',
  });
  try {
    return await worker.runUntil(acts);
  } finally {
    await connection.close();
  }
}

/** A run whose first task carried an act, and then other code. */
async function beginFailing(): Promise<typeof failing> {
  const before = await startShell({ withoutWorker: true });
  const { case: id } = await receive(before.context);
  await ensureRunning(before.context, id);
  const accepting = accept(before.context, id);
  await pause(500);
  await unversioned(before, async () => {
    accepted(await accepting);
  });
  const { runId } = await before.context.client.workflow.getHandle(id).describe();
  await before.startWorker(await changedBundle());
  void act(before.context, id, lead, claim, 'claimed');
  return { before, id, runId };
}

const lead = officer('market-regulation');
const claim = { type: 'claim', step: 'licence' } as const;
const describeCase = (caseId: string) => shell.context.client.workflow.getHandle(caseId).describe();
const buildOf = async (caseId: string) =>
  (await describeCase(caseId)).raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId;
const logOf = (caseId: string) =>
  shell.database.db
    .selectFrom('event')
    .select(['seq', 'type', 'command_key as key'])
    .where('case_id', '=', caseId)
    .orderBy('seq')
    .execute();

async function inReview(time?: string): Promise<string> {
  const { case: id } = await receive(shell.context, time === undefined ? {} : { time });
  accepted(await accept(shell.context, id));
  return id;
}

const placesOf = async (ids: readonly string[]) => await Promise.all(ids.map(buildOf));
const command = async (checkout: Checkout, ...words: readonly string[]): Promise<string> => {
  const program = checkout.run(['bin/shixian.ts', 'deployment', ...words]);
  await program.ended;
  return program.said();
};
/** As a front end does it: the same id again until there is an answer. */
async function claimed(caseId: string): Promise<void> {
  for (;;) {
    const result = await act(shell.context, caseId, lead, claim, `claim-${caseId}`);
    if (!('unknown' in result)) return void accepted(result);
  }
}

test('two equal builds are one, wherever they are made; another is another', async () => {
  const known = await buildIdOf(await testBundle());
  const here = process.cwd();
  process.chdir(tmpdir());
  try {
    expect(await buildIdOf(await bundleWorkflows())).toBe(known);
  } finally {
    process.chdir(here);
  }
  expect(await buildIdOf(await changedBundle())).not.toBe(known);
});

describe('two builds', () => {
  // (P30)
  test('work side by side: a promoted one is current, and a case moves to it with its next act', async () => {
    old = await older.startWorker();
    const ids = await Promise.all([inReview(), inReview()]);
    young = await newer.startWorker();
    expect(young.build).not.toBe(old.build);
    expect(young.said()).toContain('not the current one');
    expect((await readBuilds(shell.context)).filter(each => each.isCurrent).map(each => each.id)).toEqual([old.build]);
    expect(await placesOf([await inReview(), ...ids])).toEqual([old.build, old.build, old.build]);
    expect(await command(newer, 'promote', young.build)).toContain(`${young.build} is the current build`);
    await expect.poll(async () => buildOf(await inReview())).toBe(young.build);
    expect(await placesOf(ids), 'nobody has asked them for anything').toEqual([old.build, old.build]);
    await claimed(ids[0]!);
    await expect.poll(() => buildOf(ids[0]!)).toBe(young.build);
    expect(await buildOf(ids[1]!)).toBe(old.build);
    accepted(await act(shell.context, ids[0]!, lead, { type: 'answer', step: 'licence', answer: { answer: 'agree' } }));
  });

  test('a move killed in its middle and said again brings each case over, each act once, chains whole', async () => {
    await promote(shell.context, old.build);
    await expect.poll(async () => buildOf(await inReview())).toBe(old.build);
    const ids = [
      await inReview('2027-03-25T10:00'),
      ...(await Promise.all(Array.from({ length: 23 }, () => inReview()))),
    ];
    const [virtual = '', unwritten = ''] = ids;
    await advanceBy(shell.context, virtual, 6 * hours);
    await promote(shell.context, young.build);
    // Answered by the run, and its caller died before he wrote it down.
    const asked = await ask(shell.context.db, {
      key: `${lead.person}:unwritten`,
      actor: lead,
      caseId: unwritten,
      payload: JSON.stringify(claim),
    });
    if (asked.kind !== 'asked' || !asked.known) throw new Error('not asked');
    expect(await deliver(shell.context, asked.command, asked.known, Date.now() + 8_000)).toMatchObject({
      kind: 'reply',
    });
    await expect.poll(() => countCases(shell.context, old.build)).toBeGreaterThan(20);

    const mover = newer.run(['bin/shixian.ts', 'deployment', 'move', '--rate', '5']);
    await mover.says(/moving \d+ of \d+ /);
    const acting = Promise.all(ids.filter(id => id !== unwritten).map(claimed));
    await mover.end('SIGKILL');
    const halfway = await placesOf(ids);
    expect(halfway.filter(build => build === young.build).length, 'the fault struck in the middle').toBeGreaterThan(0);
    expect(halfway.filter(build => build === old.build).length, 'the fault struck in the middle').toBeGreaterThan(0);
    const said = await command(newer, 'move', '--rate', '50');
    expect(said).toMatch(new RegExp(`To ${young.build}: [1-9]\\d* rolled over`));
    expect(said).not.toContain('failed');
    await acting;
    await recoverOnce(shell.context, 0);
    await expect.poll(() => placesOf(ids)).toEqual(ids.map(() => young.build));

    for (const id of ids) {
      expect(
        (await logOf(id)).map(event => event.type),
        id,
      ).toEqual(expect.arrayContaining(['received', 'accepted', 'claimed']));
      expect(
        (await logOf(id)).filter(event => event.type === 'claimed'),
        id,
      ).toHaveLength(1);
      expect(await verifyChain(shell.database.db, id), id).toMatchObject({ whole: true });
    }
    await old.end();
    const all = await Promise.all(
      ids.map(id => act(shell.context, id, lead, { type: 'answer', step: 'licence', answer: { answer: 'agree' } })),
    );
    for (const result of all) accepted(result);
    // Time goes on where it was, and can be moved on the new build too.
    const { events } = all[0] as Extract<Result, { accepted: true }>;
    expect(formatInstant(events[0]!.at)).toMatch(/^2027-03-25T16:/);
    await advanceBy(shell.context, virtual, 6 * 24 * hours);
    await expect.poll(async () => (await logOf(virtual)).map(event => event.type)).toContain('breached');
    expect(await verifyChain(shell.database.db, virtual)).toMatchObject({ whole: true });
  });

  test('the cases of a build that stopped with them are started again from their logs by the sweep', async () => {
    old = await older.startWorker({ PROMOTE: 'always' });
    const ids = await Promise.all([inReview(), inReview(), inReview()]);
    await expect.poll(() => placesOf(ids)).toEqual(ids.map(() => old.build));
    await expect.poll(() => countCases(shell.context, old.build)).toBeGreaterThanOrEqual(3);
    await old.end();
    await promote(shell.context, young.build);
    await expect
      .poll(
        async () => {
          await startOrphaned(shell.context);
          return await placesOf(ids);
        },
        { interval: 500 },
      )
      .toEqual(ids.map(() => young.build));
    for (const id of ids) await claimed(id);
  });

  test('the cases of a build whose only worker was killed are moved by the command, from their logs', async () => {
    old = await older.startWorker({ PROMOTE: 'always' });
    const ids = await Promise.all([inReview(), inReview()]);
    await expect.poll(() => placesOf(ids)).toEqual(ids.map(() => old.build));
    await expect.poll(() => countCases(shell.context, old.build)).toBeGreaterThanOrEqual(2);
    await old.end('SIGKILL');
    await promote(shell.context, young.build);
    expect(await command(newer, 'move')).toMatch(/\d started again from their logs/);
    await expect.poll(() => placesOf(ids)).toEqual(ids.map(() => young.build));
    for (const id of ids) {
      await claimed(id);
      expect(await verifyChain(shell.database.db, id)).toMatchObject({ whole: true });
    }
  });

  test('a build nobody runs is not made current, and the refusal says what there is', async () => {
    const [refused, status, wrong] = await Promise.all([
      command(newer, 'promote', '000000000000'),
      command(newer, 'status'),
      command(newer, 'elsewhere'),
    ]);
    expect(refused).toContain('expected one at work. Builds: ');
    expect(status).toMatch(new RegExp(`${young.build} .* yes +\\d+ {2}current`));
    expect(wrong).toContain('Expected status, promote or move.');
  });
});

describe('a run that began before there were builds', () => {
  test('and that the present code cannot replay fails, and its case goes on from its log', async () => {
    const before = await startShell({ withoutWorker: true });
    try {
      const { context, database } = before;
      const id = await unversioned(before, async () => {
        const { case: caseId } = await receive(context);
        await ensureRunning(context, caseId);
        // The run has set its timer, which the other code does not begin with, before the first act comes.
        await settledHistory(context, caseId);
        accepted(await accept(context, caseId));
        return caseId;
      });
      const { runId } = await context.client.workflow.getHandle(id).describe();
      await before.startWorker(await changedBundle());
      await expect
        .poll(() => act(context, id, lead, claim, 'claimed'), { timeout: 30_000 })
        .toMatchObject({ accepted: true });
      expect((await context.client.workflow.getHandle(id, runId).describe()).status.name).toBe('FAILED');
      expect(await verifyChain(database.db, id)).toMatchObject({ whole: true });
    } finally {
      await before.stop();
    }
  });

  test('and whose first task carried an act is started again from its log, unless it began just now', async () => {
    const {
      before: { context, database, logged },
      id,
      runId,
    } = failing;
    await expect
      .poll(
        async () => {
          await startFailing(context);
          return logged.filter(each => each.message.includes('although it began just now'));
        },
        { timeout: 90_000, interval: 1_000 },
      )
      .toMatchObject([{ facts: { case: id } }]);
    expect((await context.client.workflow.getHandle(id).describe()).runId).toBe(runId);
    expect(await startFailing(context, { begunBefore: Date.now() })).toBe(1);
    await expect
      .poll(() => act(context, id, lead, claim, 'claimed'), { timeout: 30_000 })
      .toMatchObject({ accepted: true });
    expect((await context.client.workflow.getHandle(id, runId).describe()).status.name).toBe('TERMINATED');
    expect(await startFailing(context, { begunBefore: Date.now() }), 'it does not fail any more').toBe(0);
    expect(await verifyChain(database.db, id)).toMatchObject({ whole: true });
  }, 120_000);
});

// (A9)
test("a build that lacks an open case's procedure version is not made current; the refusal says why", async () => {
  const { before } = failing;
  const [current] = await readBuilds(before.context);
  await before.stopWorker();
  const bundle = await testBundle();
  if (!('code' in bundle)) throw new Error('Found a bundle without code.');
  const without = {
    ...bundle,
    code: bundle.code.replace(
      '"./restaurant-opening.v1.ts": "./workflows',
      '"./restaurant-opening.v2.ts": "./workflows',
    ),
  };
  const refused = await before.startWorker(without).catch((error: unknown) => error);
  expect(refusalText((refused as Refused).refusal, 'en')).toMatch(
    new RegExp(
      String.raw`lacks restaurant-opening\.v1, under which 1 case is open \(\S+\)\. ` +
        '.*keep the file of each in workflows/procedures/',
    ),
  );
  expect((await readBuilds(before.context)).find(each => each.isCurrent)?.id).toBe(current?.id);
  const other = before.database.db.selectFrom('build').select('procedures').where('id', '<>', current!.id);
  const { procedures } = await other.executeTakeFirstOrThrow();
  expect(procedures).toContain('restaurant-opening.v2');
  expect(procedures).not.toContain('restaurant-opening.v1');
});
